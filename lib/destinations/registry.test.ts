import { describe, expect, it } from 'vitest'
import { confText } from './conf-text'
import { cosChallengeInput } from './cos'
import { destinationInput, destinationKinds, destinationView, toRequest } from './registry'
import { isSecretName } from './secret-names'

const cosId = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const logsId = 'b7c0e5d2-41f8-4f0a-8a57-93d2c6e1aa04'
const key = 'FAKE-KEY-00000001'
const token = 'eyJFAKE.FAKE.FAKE'

const cosKey = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: cosId,
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: true,
  apiKey: key,
} as const
const cosChallenge = {
  kind: 'cos',
  auth: 'challenge',
  instanceId: cosId,
  bucket: 'edge-logs',
  region: 'eu-de',
  ownershipToken: token,
} as const
const cloudLogs = { kind: 'cloudLogs', instanceId: logsId, region: 'eu-gb', apiKey: key } as const

function problems(value: unknown): string[] {
  const { error } = destinationInput.safeParse(value)
  return error?.issues.map(({ path }) => path.join('.')) ?? []
}

describe('destinationInput', () => {
  it.each([
    ['COS with a key', cosKey],
    ['COS with a token', cosChallenge],
    ['COS in the bucket itself', { ...cosKey, path: '' }],
    ['Cloud Logs', cloudLogs],
    ['Cloud Logs with names', { ...cloudLogs, applicationName: 'edge', subsystemName: '' }],
  ])('takes %s', (_name, value) => {
    expect(problems(value)).toEqual([])
  })

  it.each([
    ['a key that is missing', { ...cosKey, apiKey: undefined }, ['apiKey']],
    ['a token beside a key', { ...cosKey, ownershipToken: token }, ['ownershipToken']],
    ['a token that is missing', { ...cosChallenge, ownershipToken: undefined }, ['ownershipToken']],
    ['a key beside a token', { ...cosChallenge, apiKey: key }, ['apiKey']],
    [
      'several at once',
      { ...cosKey, bucket: 'B', apiKey: undefined },
      ['bucket', 'bucket', 'apiKey'],
    ],
    ['a path', { ...cosKey, path: 'a/../b' }, ['path']],
    ['an instance', { ...cosKey, instanceId: 'mine' }, ['instanceId']],
    ['a region', { ...cloudLogs, region: 'eu-gb.evil.example/' }, ['region']],
    ['a kind that is read only', { kind: 'logdna' }, ['kind']],
    ['a member that is unknown', { ...cloudLogs, bucket: 'x' }, ['']],
    ['no object', null, ['']],
  ])('refuses %s at its place', (_name, value, paths) => {
    expect(problems(value)).toEqual(paths)
  })

  it('brings ids and paths into one form', () => {
    expect(
      destinationInput.parse({ ...cosKey, instanceId: cosId.toUpperCase(), path: '/http/' }),
    ).toEqual(cosKey)
  })

  it('keeps every destination within the 4,096 characters that IBM takes', () => {
    const longest = {
      ...cosKey,
      bucket: 'b'.repeat(63),
      path: '😀'.repeat(128),
      region: `r${'e'.repeat(31)}`,
    }
    const input = destinationInput.parse(longest)
    expect((confText(input)?.length ?? 0) + 256).toBeLessThan(4096)
  })
})

it('asks for a challenge with or without a token at hand', () => {
  const { ownershipToken: _token, ...bare } = cosChallenge
  expect(cosChallengeInput.safeParse(bare).success).toBe(true)
  expect(cosChallengeInput.safeParse(cosChallenge).success).toBe(true)
  expect(cosChallengeInput.safeParse(cosKey).success).toBe(false)
})

it.each([
  [
    cosKey,
    {
      cos: {
        bucket_name: 'edge-logs',
        id: cosId,
        region: 'eu-de',
        path: 'http/{DATE}',
        ibm_api_key: key,
      },
    },
    `cos://edge-logs/http/{DATE}?region=eu-de&instance-id=${cosId}&ibm_api_key=••••`,
  ],
  [
    cosChallenge,
    { cos: { bucket_name: 'edge-logs', id: cosId, region: 'eu-de' }, ownership_challenge: token },
    `cos://edge-logs?region=eu-de&instance-id=${cosId}`,
  ],
  [
    { ...cosChallenge, dailyFolders: true },
    {
      cos: { bucket_name: 'edge-logs', id: cosId, region: 'eu-de', path: '{DATE}' },
      ownership_challenge: token,
    },
    `cos://edge-logs/{DATE}?region=eu-de&instance-id=${cosId}`,
  ],
  [
    cloudLogs,
    { ibmcl: { instance_id: logsId, region: 'eu-gb', api_key: key } },
    `ibmcl://${logsId}.ingress.eu-gb.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=••••`,
  ],
  [
    { ...cloudLogs, applicationName: '', subsystemName: 'checkout' },
    {
      ibmcl: { instance_id: logsId, region: 'eu-gb', api_key: key },
      ibmcl_names: { subsystem_name: 'checkout' },
    },
    `ibmcl://${logsId}.ingress.eu-gb.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=••••`,
  ],
])('sends %j as IBM has it', (input, request, conf) => {
  expect(toRequest(input)).toEqual(request)
  expect(confText(input)).toBe(conf)
})

describe('the registry', () => {
  it('knows every kind under its own name', () => {
    for (const [name, kind] of Object.entries(destinationKinds)) {
      expect(kind.kind).toBe(name)
    }
    expect(Object.keys(destinationKinds).sort()).toEqual(
      destinationView.def.options.flatMap(({ shape }) => shape.kind.def.values).sort(),
    )
  })

  it('has no member in any defaults that hides a secret from the one list of names', () => {
    const secret = destinationInput.def.options.flatMap(({ shape }) =>
      Object.keys(shape).filter(isSecretName),
    )
    expect([...new Set(secret)].sort()).toEqual(['apiKey', 'ownershipToken', 'token'])
  })
})
