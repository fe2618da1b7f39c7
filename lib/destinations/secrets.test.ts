import { describe, expect, it } from 'vitest'
import { destinationInput, toRequest } from './registry'
import { redactDeep } from './secrets'
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
    forAll(300, (r) => {
      const input = destinationInput.parse(r.chance(0.7) ? anyCos(r) : anyCloudLogs(r))
      for (const value of [input, toRequest(input), { before: [{ destination: input }] }]) {
        expect(JSON.stringify(redactDeep(value))).not.toContain('FAKE')
      }
    })
  })
})
