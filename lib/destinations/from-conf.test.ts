import { describe, expect, it } from 'vitest'
import { confText } from './conf-text'
import {
  type DestinationView,
  destinationInput,
  destinationPatch,
  destinationView,
  fromConf,
} from './registry'
import { sameDestination } from './same'
import { anyCloudLogs, anyCos } from './testing/generators'
import { forAll } from './testing/random'
import { destinationLabel, destinationPlace } from './words'

const cosId = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const logsId = 'b7c0e5d2-41f8-4f0a-8a57-93d2c6e1aa04'
const key = 'FAKE-KEY-00000001'
const ingress = `${logsId}.ingress.eu-gb.logs.cloud.ibm.com`
const readings: [string, string | null, DestinationView, string, string][] = [
  [
    'COS with a key',
    `cos://edge-logs/http/{DATE}?region=eu-de&instance-id=${cosId}&ibm_api_key=${key}`,
    {
      kind: 'cos',
      auth: 'apiKey',
      instanceId: cosId,
      bucket: 'edge-logs',
      region: 'eu-de',
      path: 'http',
      dailyFolders: true,
      hasKey: true,
    },
    'edge-logs/http/{DATE}',
    'Cloud Object Storage',
  ],
  [
    'COS by challenge, odd letters',
    `COS://edge-logs/a%20b/%7BDATE%7D/?Region=EU-DE&Instance-ID=${cosId.toUpperCase()}`,
    {
      kind: 'cos',
      auth: 'challenge',
      instanceId: cosId,
      bucket: 'edge-logs',
      region: 'eu-de',
      path: 'a b',
      dailyFolders: true,
    },
    'edge-logs/a b/{DATE}',
    'Cloud Object Storage',
  ],
  [
    'COS with nothing but a bucket',
    'cos://edge-logs',
    {
      kind: 'cos',
      auth: 'challenge',
      instanceId: null,
      bucket: 'edge-logs',
      region: null,
      dailyFolders: false,
    },
    'edge-logs',
    'Cloud Object Storage',
  ],
  [
    'COS with the flag, more parameters and a CRN',
    `cos://u:FAKE@edge-logs/x?region=us&instance-id=crn:v1:bluemix:public:cloud-object-storage:global:a/1:${cosId}::&use_daily_subfolder=true&sse=AES`,
    {
      kind: 'cos',
      auth: 'challenge',
      instanceId: cosId,
      bucket: 'edge-logs',
      region: 'us',
      path: 'x',
      dailyFolders: true,
      useDailySubfolder: true,
      hasKey: true,
      otherParams: ['sse'],
    },
    'edge-logs/x/{DATE}',
    'Cloud Object Storage',
  ],
  [
    'COS with the "&" that IBM\'s example lost',
    `cos://edge-logs?region=us&instance-id=${cosId}ibm_api_key=${key}`,
    {
      kind: 'cos',
      auth: 'apiKey',
      instanceId: cosId,
      bucket: 'edge-logs',
      region: 'us',
      dailyFolders: false,
      hasKey: true,
    },
    'edge-logs',
    'Cloud Object Storage',
  ],
  [
    'COS with the date in the middle',
    'cos://edge-logs/{DATE}/http?region=us',
    {
      kind: 'cos',
      auth: 'challenge',
      instanceId: null,
      bucket: 'edge-logs',
      region: 'us',
      path: '{DATE}/http',
      dailyFolders: false,
    },
    'edge-logs/{DATE}/http',
    'Cloud Object Storage',
  ],
  [
    'COS with the date in its folder’s name',
    'cos://edge-logs/http/date={DATE}?region=us&use_daily_subfolder=0',
    {
      kind: 'cos',
      auth: 'challenge',
      instanceId: null,
      bucket: 'edge-logs',
      region: 'us',
      path: 'http/date={DATE}',
      dailyFolders: false,
    },
    'edge-logs/http/date={DATE}',
    'Cloud Object Storage',
  ],
  [
    'COS that lost its "?"',
    `cos://edge-logs/http&region=us&ibm_api_key=${key}`,
    { kind: 'other', scheme: 'cos', conf: 'cos://edge-logs/••••', hasKey: true },
    'cos://edge-logs/••••',
    'Other',
  ],
  [
    'Cloud Logs',
    `ibmcl://${ingress}/logs/v1/singles?ibm_api_key=${key}`,
    { kind: 'cloudLogs', instanceId: logsId, region: 'eu-gb', hasKey: true },
    `${logsId} · eu-gb`,
    'IBM Cloud Logs',
  ],
  [
    'Cloud Logs, private host, no key',
    `IBMCL://${logsId.toUpperCase()}.ingress.private.EU-GB.logs.cloud.ibm.com/logs/v1/singles?x=1`,
    {
      kind: 'cloudLogs',
      instanceId: logsId,
      region: 'eu-gb',
      hasKey: true,
      otherParams: ['x'],
    },
    `${logsId} · eu-gb`,
    'IBM Cloud Logs',
  ],
  [
    'Cloud Logs with names',
    `ibmcl://${ingress}/logs/v1/singles?ibm_api_key=**&application_name=edge&subsystem_name=a%20b`,
    {
      kind: 'cloudLogs',
      instanceId: logsId,
      region: 'eu-gb',
      applicationName: 'edge',
      subsystemName: 'a b',
      hasKey: true,
    },
    `${logsId} · eu-gb`,
    'IBM Cloud Logs',
  ],
  [
    'Cloud Logs at an odd host',
    'ibmcl://logs.example',
    { kind: 'cloudLogs', instanceId: null, region: null, hasKey: false },
    'unknown instance',
    'IBM Cloud Logs',
  ],
  [
    'Splunk',
    `splunk://splunk.example:8088/services/collector/raw?channel=${cosId}&header_Authorization=Splunk%20FAKE-TOKEN&sourcetype=cloudflare:json&insecure-skip-verify=1`,
    {
      kind: 'splunk',
      endpoint: 'splunk.example:8088/services/collector/raw',
      channelId: cosId,
      sourceType: 'cloudflare:json',
      skipVerify: true,
      hasKey: true,
    },
    'splunk.example:8088',
    'Splunk',
  ],
  [
    'HTTPS that may be QRadar',
    'https://qradar.soc.example:8088/',
    {
      kind: 'https',
      url: 'https://qradar.soc.example:8088',
      headers: [],
      params: [],
      hasKey: false,
      also: 'qradar',
    },
    'qradar.soc.example:8088',
    'HTTPS or QRadar',
  ],
  [
    'HTTPS at a port, with something behind',
    'https://ingest.example:8088/logs',
    {
      kind: 'https',
      url: 'https://ingest.example:8088/logs',
      headers: [],
      params: [],
      hasKey: false,
    },
    'ingest.example:8088/logs',
    'HTTPS',
  ],
  [
    'HTTPS without a port',
    'https://ingest.example',
    { kind: 'https', url: 'https://ingest.example', headers: [], params: [], hasKey: false },
    'ingest.example',
    'HTTPS',
  ],
  [
    'HTTPS',
    'https://ingest.example:8443/журнал/v1?header_Authorization=Bearer%20FAKE&tags=host:a&FAKESECRET',
    {
      kind: 'https',
      url: 'https://ingest.example:8443/журнал/v1',
      headers: [{ name: 'Authorization' }],
      params: [{ name: 'tags' }, { name: '••••' }],
      hasKey: true,
    },
    'ingest.example:8443/журнал/v1',
    'HTTPS',
  ],
  [
    'a webhook',
    'https://user:FAKE@hooks.example/services/T00FAKE/9a8b7c6d5e4f3a2b1c0d',
    {
      kind: 'https',
      url: 'https://••••@hooks.example/services/••••/••••',
      headers: [],
      params: [],
      hasKey: true,
    },
    '••••@hooks.example/services/••••/••••',
    'HTTPS',
  ],
  [
    'LogDNA',
    'logdna://logs.eu-de.logging.cloud.ibm.com?ingress_key=FAKE&region=eu-de',
    {
      kind: 'logdna',
      hostname: 'logs.eu-de.logging.cloud.ibm.com',
      region: 'eu-de',
      hasKey: true,
    },
    'logs.eu-de.logging.cloud.ibm.com',
    'LogDNA, retired',
  ],
  [
    'LogDNA by address',
    'https://logs.eu-de.logging.cloud.ibm.com/logs/ingest?hostname=a.example&apikey=FAKE',
    {
      kind: 'logdna',
      hostname: 'logs.eu-de.logging.cloud.ibm.com',
      region: 'eu-de',
      hasKey: true,
    },
    'logs.eu-de.logging.cloud.ibm.com',
    'LogDNA, retired',
  ],
  [
    'S3',
    's3://legacy-edge/logs?region=eu-central-1&access-key-id=FAKE&secret-access-key=FAKE',
    {
      kind: 'other',
      scheme: 's3',
      conf: 's3://legacy-edge/logs?region=eu-central-1&access-key-id=••••&secret-access-key=••••',
      hasKey: true,
    },
    's3://legacy-edge/logs?region=eu-central-1&access-key-id=••••&secret-access-key=••••',
    'Other',
  ],
  [
    'nothing',
    null,
    { kind: 'other', scheme: '', conf: '', hasKey: false },
    'no destination',
    'Other',
  ],
  [
    'blanks',
    ' \n ',
    { kind: 'other', scheme: '', conf: '', hasKey: false },
    'no destination',
    'Other',
  ],
  [
    'a mere text',
    'FAKE-SECRET',
    { kind: 'other', scheme: '', conf: '••••', hasKey: true },
    '••••',
    'Other',
  ],
]

describe('fromConf', () => {
  it.each(readings)('reads %s', (_name, text, view, where, label) => {
    const read = fromConf(text)
    expect(read).toEqual(view)
    expect(destinationView.parse(read)).toEqual(read)
    expect(destinationPatch.parse(read)).toEqual(read)
    expect(destinationPlace(read)).toBe(where)
    expect(destinationLabel(read)).toBe(label)
  })

  it('gives a view that fits its schema and patch for every text', () => {
    forAll(1500, (r) => {
      const head = r.pick([
        '',
        'cos://b',
        'ibmcl://',
        'splunk://h',
        'https://h',
        'logdna://',
        's3://',
      ])
      const view = fromConf(head + r.nasty(r.chance(0.05) ? 4096 : 40))
      expect(destinationView.parse(view)).toEqual(view)
      expect(destinationPatch.parse(view)).toEqual(view)
      expect(sameDestination(view, destinationPatch.parse(view))).toBe(true)
      expect(destinationPlace(view)).not.toBe('')
    })
  })

  it('reads back what was sent', () => {
    forAll(1000, (r) => {
      const input = destinationInput.parse(r.chance(0.7) ? anyCos(r) : anyCloudLogs(r))
      const view = fromConf(confText(input))
      // The names of Cloud Logs are not in the destination's text.
      const sent =
        input.kind === 'cos' ? input : { ...input, applicationName: '', subsystemName: '' }
      expect(sameDestination(view, sent)).toBe(true)
      expect('hasKey' in view && view.hasKey).toBe('apiKey' in input && input.apiKey !== undefined)
    })
  })
})
