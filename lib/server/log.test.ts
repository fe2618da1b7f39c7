import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from './errors'
import { type LogLevel, log, setLogSink } from './log'
import { redact } from './log-redaction'

const planted = 'FAKEFAKEFAKEFAKEFAKEsecret'
const jwt = `eyJhbGciOiJGQUtFIn0.eyJGQUtFIjoi${planted}In0.${planted}`

/** Where a secret may stand. Each holds `planted` once or more. */
const places: [string, unknown][] = [
  ['a member', { apiKey: planted }],
  ['a member in snake case', { ibm_api_key: planted }],
  ['a header', { headers: { Authorization: `Bearer ${planted}`, 'X-Auth-User-Token': planted } }],
  ['a cookie', { cookie: `__Host-session=${planted}`, 'set-cookie': [`session=${planted}`] }],
  ['raw headers', ['Host', 'x', 'Authorization', planted, 'Cookie', planted]],
  ['header pairs', [['authorization', planted]]],
  ['a Headers object', { headers: new Headers({ authorization: planted, cookie: planted }) }],
  ['a Map', new Map([['refresh_token', planted]])],
  ['a named parameter', { params: [{ name: 'ibm_api_key', value: planted }] }],
  ['a passcode', { body: { passcode: planted } }],
  ['a secret object', { tokens: { access: planted, refresh: planted } }],
  ['a destination', { destination_conf: `cos://b/p?region=eu-de&x=${planted}` }],
  ['an ownership token', { ownership_challenge: planted, ownershipToken: planted }],
  ['deep down', { a: [{ b: { c: [{ secretAccessKey: planted }] } }] }],
  ['a token in text', `got ${jwt} back`],
  ['a token in a member’s name', { [jwt]: 1 }],
  ['a key in a URL', `ibm-cl://1.ingress.eu-de.logs.cloud.ibm.com?ibm_api_key=${planted}&x=1`],
  ['a key in an encoded URL', `to=ibm-cl%3A%2F%2Fx%3Fibm_api_key%3D${planted}`],
  ['a header in a URL', `splunk://h:1/raw?header_Authorization=Splunk%20${planted}&channel=1`],
  ['any header in a URL', `https://h/?header_X-Whatever=${planted}`],
  ['bearer text', `sent Authorization: Bearer ${planted}`],
  ['bearer text alone', `Bearer ${planted} was refused`],
  ['basic text', `Basic ${planted}==`],
  ['a cookie line', `Cookie: a=1; session=${planted}; b=2`],
  ['a form', `grant_type=urn&apikey=${planted}&response_type=cloud_iam`],
  ['a refresh form', `grant_type=refresh_token&refresh_token=${planted}`],
  ['JSON text', JSON.stringify({ apikey: planted, nested: { auth_token: planted } })],
  ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ apiKey: planted }) })],
  ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify({ token: planted })))],
  ['an object as printed', `{ apiKey: '${planted}', password: "${planted}" }`],
  ['a database’s URL', `postgres://user:${planted}@host/db`],
  ['a password with an @', `postgres://user:x@${planted}@host/db`],
  ['a URL object', new URL(`https://user:${planted}@host/?header_Authorization=${planted}`)],
  ['an error', new Error(`fetch failed: https://x/?ibm_api_key=${planted}`)],
  ['a cause', new Error('outer', { cause: new Error(`Bearer ${planted}`) })],
  [
    'an error’s members',
    Object.assign(new Error('x'), { request: { headers: { cookie: planted } } }),
  ],
  ['an AppError', new AppError('internal', 'x', { upstream: { message: `apikey=${planted}` } })],
  ['bytes', { body: Buffer.from(planted) }],
  [
    'an answer that an error holds',
    Object.assign(new Error('x', { cause: Object.assign(new Error('y'), { data: planted }) }), {
      headers: { 'x-echo': `Cannot POST /in/${planted}` },
      body: planted,
    }),
  ],
  ['a route that was called', `POST /in/${planted}/push?x=1`],
  ['the path of an address', `https://hooks.example/services/${planted}0`],
  ['a signature', `azure://box/folder?sig=${planted}&se=1`],
  ['a Set', new Set([`Bearer ${planted}`])],
  ['search parameters', new URLSearchParams({ apikey: planted })],
]

describe('redaction', () => {
  it.each(places)('lets no secret out of %s', (_, value) => {
    expect(JSON.stringify(redact(value))).not.toContain(planted)
    expect(JSON.stringify(redact({ field: [value] }))).not.toContain(planted)
  })

  it('keeps what is no secret', () => {
    const harmless = {
      requestId: '0b0e7f3c-2f1c-4a3e-9d5f-7d3b2c1a0f9e',
      operation: 'POST /api/session',
      status: 400,
      hasKey: true,
      reason: 'unknown',
      tokenExpiresAt: 1_800_000_000_000,
      url: 'https://iam.cloud.ibm.com/identity/token',
      detail: 'Unknown API key. Is the token too old?',
      destination: 'cos://bucket/logs/{DATE}?region=eu-de',
      at: new Date(0),
      none: null,
      list: ['cookie'],
      big: 12n,
    }
    expect(redact(harmless)).toEqual({ ...harmless, at: '1970-01-01T00:00:00.000Z', big: '12' })
  })

  it('survives whatever it is given', () => {
    const circular: { self?: unknown } = {}
    circular.self = circular
    const throwing = {
      get bad(): string {
        throw new Error('no')
      },
    }
    let deep: unknown = 'end'
    for (let level = 0; level < 5000; level++) deep = [deep]
    expect(redact(circular)).toEqual({ self: '[circular]' })
    expect(redact({ throwing, undefined, call: () => 1, symbol: Symbol('s') })).toEqual({
      throwing: '[unreadable]',
    })
    expect(JSON.stringify(redact(deep))).toContain('[too deep]')
    expect(String(redact('token'.repeat(100_000)))).toHaveLength(8193)
  })
})

describe('the log', () => {
  let restore = () => {}
  afterEach(() => restore())

  it('writes one JSON line an event, with its level and time, which no field replaces', () => {
    const lines: [LogLevel, string][] = []
    restore = setLogSink((level, line) => lines.push([level, line]))
    log.info('started', { port: 3000, text: 'two\nlines', event: 'other', level: 'error' })
    log.warn('odd')
    log.error('failed', { error: new TypeError(`Bearer ${planted}`) })
    expect(lines.map(([level]) => level)).toEqual(['info', 'warn', 'error'])
    const texts = lines.map(([, line]) => line)
    for (const text of texts) expect(text).not.toMatch(/\n|FAKE/)
    const [info, warn, error] = texts.map((text): unknown => JSON.parse(text))
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(info).toEqual({ time, level: 'info', event: 'started', port: 3000, text: 'two\nlines' })
    expect(warn).toEqual({ time, level: 'warn', event: 'odd' })
    expect(error).toMatchObject({
      level: 'error',
      error: { name: 'TypeError', message: 'Bearer ••••' },
    })
  })
})
