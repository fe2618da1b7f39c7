import { describe, expect, it } from 'vitest'
import { MASK } from './placeholders'
import { destinationInput, toRequest } from './registry'
import { redactDeep, secretsOf } from './secrets'
import { anyCloudLogs, anyCos } from './testing/generators'
import { forAll } from './testing/random'

describe('redactDeep', () => {
  it.each([
    [
      { destination: { kind: 'cos', apiKey: 'FAKE-KEY-1', bucket: 'b', hasKey: true } },
      { destination: { kind: 'cos', apiKey: '••••', bucket: 'b', hasKey: true } },
    ],
    [
      {
        cos: { bucket_name: 'b', path: 'a/{DATE}', ibm_api_key: 'FAKE' },
        ownership_challenge: 'FAKE',
      },
      {
        cos: { bucket_name: 'b', path: 'a/{DATE}', ibm_api_key: '••••' },
        ownership_challenge: '••••',
      },
    ],
    [
      {
        destination_conf: 'cos://b?region=eu&ibm_api_key=FAKE',
        logpull_options: 'fields=A&sample=1',
      },
      {
        destination_conf: 'cos://b?region=eu&ibm_api_key=••••',
        logpull_options: 'fields=A&sample=1',
      },
    ],
    [{ destination_conf: 'FAKE' }, { destination_conf: '••••' }],
    [{ destination_conf: { odd: 'FAKE' } }, { destination_conf: '••••' }],
    [{ api_key: 12345 }, { api_key: '••••' }],
    [
      { apiKey: '', token: null, ownershipToken: undefined },
      { apiKey: '', token: null, ownershipToken: undefined },
    ],
    [
      ['cos://b?ibm_api_key=FAKE x', 'plain'],
      ['cos://b?ibm_api_key=••••', 'plain'],
    ],
    [
      { 'header_X-Key': 'FAKE', Authorization: 'FAKE' },
      { 'header_X-Key': '••••', Authorization: '••••' },
    ],
    ['bad ibm_api_key=FAKE', 'bad ibm_api_key=••••'],
    [null, null],
    [7, 7],
  ])('%j', (value, expected) => {
    expect(redactDeep(value)).toEqual(expected)
  })

  it('leaves a fingerprint where asked to, also inside a destination', () => {
    const print = (secret: string) => String(secret.length)
    expect(redactDeep({ apiKey: 'FAKE', conf: 'cos://b?ibm_api_key=FAKE-2' }, print)).toEqual({
      apiKey: '•••• print 4',
      conf: 'cos://b?ibm_api_key=•••• print 6',
    })
  })

  it('hides the value of every header and parameter, and no option of the logs', () => {
    const value = {
      destination: {
        headers: [{ name: 'X-Env', value: 'FAKE' }],
        params: [{ name: 'x', value: 'FAKE' }],
      },
      logs: {
        otherOptions: [
          { name: 'sample', value: '0.1' },
          { name: 'key', value: 'FAKE' },
        ],
      },
    }
    expect(redactDeep(value)).toEqual({
      destination: {
        headers: [{ name: 'X-Env', value: MASK }],
        params: [{ name: 'x', value: MASK }],
      },
      logs: {
        otherOptions: [
          { name: 'sample', value: '0.1' },
          { name: 'key', value: MASK },
        ],
      },
    })
  })

  it('hides in every member what another one hides', () => {
    const value = {
      before: { destination_conf: 'https://h/in/FAKE-hook-0123?sig=FAKE1' },
      detail: 'Cannot POST to FAKE-hook-0123, signature FAKE1',
      after: [{ apiKey: 'FAKE-key-0123', name: 'was FAKE-key-0123' }],
    }
    expect(redactDeep(value)).toEqual({
      before: { destination_conf: 'https://h/in/••••?sig=••••' },
      detail: 'Cannot POST to ••••, signature ••••',
      after: [{ apiKey: '••••', name: 'was ••••' }],
    })
  })

  it('keeps the prints of what was redacted before', () => {
    const print = (secret: string) => `${secret.length}a`
    const value = { apiKey: 'FAKE', conf: 'cos://b?ibm_api_key=FAKE-2', said: 'token=FAKE-3' }
    const once = redactDeep(value, print)
    expect(redactDeep(once, print)).toEqual(once)
    expect(redactDeep(once)).toEqual(once)
  })

  it('changes nothing in what it was given, and keeps odd names', () => {
    const value = JSON.parse('{"__proto__": {"apiKey": "FAKE"}, "a": [{"token": "FAKE"}]}')
    const before = JSON.stringify(value)
    expect(JSON.stringify(redactDeep(value))).toBe(
      '{"__proto__":{"apiKey":"••••"},"a":[{"token":"••••"}]}',
    )
    expect(JSON.stringify(value)).toBe(before)
  })

  it('does not run away with a value without end', () => {
    const endless: Record<string, unknown> = {}
    endless.self = endless
    expect(JSON.stringify(redactDeep(endless))).toContain('••••')
  })

  it('lets no secret of any destination out, as input or as request', () => {
    forAll(200, (r) => {
      const input = destinationInput.parse(r.chance(0.7) ? anyCos(r) : anyCloudLogs(r))
      for (const value of [input, toRequest(input), { before: [{ destination: input }] }]) {
        expect(JSON.stringify(redactDeep(value))).not.toContain('FAKE')
      }
    })
  })
})

it('finds what is secret in a body, and destinations whole', () => {
  const conf = 'https://h.example/x?header_X-Auth=FAKE-6&tags=shown'
  const body = {
    name: 'job',
    ibmcl: { instance_id: 'guid', api_key: 'FAKE-1' },
    cos: { bucket_name: 'b', ibm_api_key: 'FAKE-2' },
    ownership_challenge: 'FAKE-3',
    splunk: { auth_token: 'Splunk FAKE-4', endpoint_url: 'h' },
    logdna: { ingress_key: 'FAKE-5' },
    destination_conf: conf,
    list: [{ name: 'token', value: 'FAKE-7' }, 'cos://b', ''],
  }
  const keys = ['FAKE-1', 'FAKE-2', 'FAKE-3', 'Splunk FAKE-4', 'FAKE-5', conf, 'FAKE-7', 'cos://b']
  expect(secretsOf(body)).toEqual(keys)
  for (const nothing of [undefined, null, 7, 'FAKE', []]) expect(secretsOf(nothing)).toEqual([])
})
