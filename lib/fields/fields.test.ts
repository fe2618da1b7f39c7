import { describe, expect, it } from 'vitest'
import {
  cityOf,
  cloudLogsRegions,
  cosLocations,
  regionHint,
  regionLabel,
} from '@/lib/destinations/regions'
import { datasetLabel, datasetWords } from '@/lib/jobs/dataset'
import { type Dataset, dataset as datasetSchema, type Field } from '@/lib/schemas/logs'
import { groupFields, leadingWord } from './groups'
import { personalData } from './personal-data'
import { defaultFields, presetOf, presets } from './presets'
import { recordBytes, sampleRecord } from './sample'

// Names from IBM's page "Accessing log fields".
const http = [
  ...['BotScore', 'CacheCacheStatus', 'ClientASN', 'ClientCountry', 'ClientIP', 'ClientIPClass'],
  ...['ClientRequestBytes', 'ClientRequestHost', 'ClientRequestMethod', 'ClientRequestPath'],
  ...['ClientRequestReferer', 'ClientRequestURI', 'ClientRequestUserAgent', 'ClientSSLProtocol'],
  ...['ClientSrcPort', 'EdgeColoCode', 'EdgeColoID', 'EdgeEndTimestamp', 'EdgeResponseBytes'],
  ...['EdgeResponseStatus', 'EdgeStartTimestamp', 'OriginIP', 'OriginResponseStatus', 'RayID'],
  ...['SecurityAction', 'SecurityRuleIDs', 'WAFFlags', 'WorkerCPUTime', 'ZoneName'],
]
const dns = [
  'ColoCode',
  'EDNSSubnet',
  'EDNSSubnetLength',
  'QueryName',
  'QueryType',
  'SourceIP',
  'Timestamp',
]

it.each([
  ...['ClientIP', 'SourceIP', 'EDNSSubnet', 'ClientRequestURI', 'ClientRequestQuery', 'Cookies'],
  ...['ClientRequestReferer', 'ClientRefererPath', 'ClientRefererHost', 'ClientRequestUserAgent'],
  ...['RequestHeaders', 'ResponseHeaders', 'Metadata', 'JA3Hash', 'JA4', 'ClientCity'],
  ...['ClientLatitude', 'ClientMTLSAuthCertFingerprint', 'FraudUserID', 'Email', 'XFFIP'],
])('%s may hold personal data', (name) => {
  expect(personalData(name)).toBe(true)
})

it.each([
  ...['ClientIPClass', 'ClientCountry', 'ClientASN', 'ClientRequestPath', 'ClientRequestHost'],
  ...[
    'EDNSSubnetLength',
    'QueryName',
    'QueryType',
    'OriginIP',
    'EdgeServerIP',
    'RayID',
    'ZoneName',
  ],
  ...['ClientRefererScheme', 'OriginTlsFingerprint', 'EdgeResponseBodyBytes', 'SecurityRuleID'],
  ...['LeakedCredentialCheckResult', 'ClientSSLCipher', 'ClientMatchedIpFirewall', 'Description'],
])('%s holds none', (name) => {
  expect(personalData(name)).toBe(false)
})

describe('presets', () => {
  const choose = (id: string, dataset: Dataset, names: readonly string[]) =>
    presets.find((preset) => preset.id === id)?.choose(dataset, names) ?? []

  it('take only what is in the live list, in its order, each once', () => {
    for (const dataset of datasetSchema.options) {
      for (const { choose } of presets) {
        for (const live of [http, dns, [...http].reverse(), [], ['Brand_New']]) {
          const chosen = choose(dataset, live)
          expect(live.filter((name) => chosen.includes(name))).toEqual(chosen)
        }
      }
    }
  })

  it('choose by dataset', () => {
    expect(choose('all', 'http_requests', http)).toEqual(http)
    expect(choose('default', 'http_requests', http)).toHaveLength(9)
    expect(choose('default', 'dns_logs', dns)).toEqual([])
    expect(choose('minimal', 'http_requests', http)).toHaveLength(6)
    expect(choose('minimal', 'dns_logs', dns)).toEqual(['QueryName', 'QueryType', 'Timestamp'])
    expect(choose('siem', 'http_requests', http)).toEqual(
      expect.arrayContaining([
        'ClientIP',
        'SecurityAction',
        'SecurityRuleIDs',
        'WAFFlags',
        'RayID',
      ]),
    )
    expect(choose('siem', 'http_requests', http)).not.toContain('WorkerCPUTime')
    expect(choose('noPersonalData', 'http_requests', http)).not.toContain('ClientIP')
  })

  it('take a field that is new by its name', () => {
    expect(choose('siem', 'http_requests', ['SecurityNewThing', 'WorkerNewThing'])).toEqual([
      'SecurityNewThing',
    ])
    expect(choose('noPersonalData', 'http_requests', ['UserEmail', 'EdgeNewThing'])).toEqual([
      'EdgeNewThing',
    ])
  })

  it('are known again by what they chose', () => {
    for (const { id } of presets.filter(({ id }) => id !== 'default')) {
      const chosen = choose(id, 'http_requests', http)
      expect(presetOf([...chosen].reverse(), 'http_requests', http)).toBe(id)
    }
    expect(presetOf(['ClientIP'], 'http_requests', http)).toBeNull()
    expect(presetOf([], 'http_requests', http)).toBeNull()
    expect(presetOf([...(defaultFields('http_requests') ?? [])], 'http_requests', http)).toBeNull()
  })
})

describe('groupFields', () => {
  it.each([
    ['ClientIP', 'Client'],
    ['RayID', 'Ray'],
    ['WAFFlags', 'WAF'],
    ['EDNSSubnet', 'EDNS'],
    ['JA3Hash', 'JA'],
    ['ZoneName', 'Zone'],
    ['IpFirewall', 'Ip'],
    ['kind', 'kind'],
    ['_odd', '_odd'],
  ])('%s belongs to %s', (name, word) => {
    expect(leadingWord(name)).toBe(word)
  })

  it('gathers every field once, the well-known groups first, single ones last', () => {
    const groups = groupFields(http.map((name) => ({ name })))
    expect(groups.map(({ label }) => label)).toEqual([
      ...['Client', 'Edge', 'Origin', 'Security', 'Other'],
    ])
    expect(groups.flatMap(({ fields }) => fields.map(({ name }) => name)).sort()).toEqual(
      [...http].sort(),
    )
    expect(groupFields([])).toEqual([])
  })
})

describe('sampleRecord', () => {
  const field = (name: string, type = 'string'): Field => ({ name, type, description: '' })

  it('makes up values of each field’s own type', () => {
    const fields = [
      field('ClientIP'),
      field('ClientASN', 'int'),
      field('EdgeResponseStatus', 'int'),
      field('ClientTlsStatus'),
      field('ClientRequestHost'),
      field('EdgeEndTimestamp', 'int or string'),
      field('SecurityRuleIDs', 'array[string]'),
      field('WorkerSubrequest', 'bool'),
      field('Metadata', 'object'),
      field('SomeNewRatio', 'float'),
      field('SomeNewText', ''),
    ]
    expect(sampleRecord(fields, 'rfc3339')).toEqual({
      ClientIP: '203.0.113.77',
      ClientASN: 64500,
      EdgeResponseStatus: 200,
      ClientTlsStatus: '',
      ClientRequestHost: 'shop.example',
      EdgeEndTimestamp: '2026-10-14T07:42:06Z',
      SecurityRuleIDs: [],
      WorkerSubrequest: false,
      Metadata: {},
      SomeNewRatio: 0,
      SomeNewText: '',
    })
  })

  it.each([
    ['rfc3339', '{"Timestamp":"2026-10-14T07:42:06Z"}'],
    ['unix', '{"Timestamp":1791963726}'],
    ['unixnano', '{"Timestamp":1791963726000000000}'],
  ] as const)('writes times as %s', (timestamps, text) => {
    const record = sampleRecord([field('Timestamp')], timestamps)
    expect(JSON.stringify(record)).toBe(text)
    expect(recordBytes(record)).toBe(text.length + 1)
  })
})

describe('words', () => {
  it('has some for every dataset', () => {
    for (const dataset of datasetSchema.options) {
      expect(datasetLabel(dataset)).toBe(datasetWords[dataset].label)
    }
    expect(datasetLabel('spectrum_events')).toBe('Range events')
    expect(datasetLabel('page_shield_events')).toBe('page_shield_events')
    expect(datasetLabel('constructor')).toBe('constructor')
    expect(datasetLabel(null)).toBe('Unknown dataset')
  })

  it.each([
    ['eu-de', 'eu-de, Frankfurt'],
    ['eu', 'eu, EU cross-region'],
    ['xx-new', 'xx-new'],
    ['constructor', 'constructor'],
    [null, 'unknown region'],
  ])('%s', (region, label) => {
    expect(regionLabel(region)).toBe(label)
  })

  it('hints at regions that IBM may not push to, and names the city of every one that it lists', () => {
    for (const region of cosLocations) {
      expect(cityOf(region)).not.toBeNull()
      expect(regionHint('cos', region)).toBeNull()
    }
    for (const region of cloudLogsRegions) expect(regionHint('cloudLogs', region)).toBeNull()
    expect(regionHint('cloudLogs', 'eu-fr2')).toMatch(/delivered nothing/)
    expect(regionHint('cloudLogs', 'eu')).toMatch(/not in IBM/)
    expect(regionHint('cos', 'xx-new')).toMatch(/not in IBM/)
  })
})
