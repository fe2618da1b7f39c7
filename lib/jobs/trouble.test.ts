import { describe, expect, it, test } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import type { Finding } from './health'
import { guid, jobOf, moveOf } from './testing'
import { excerpt, replaceKeyText, switchOffMs, troubleOf, wayOutOf } from './trouble'

describe('what IBM says, in our words', () => {
  test.each([
    ['error writing object: DNSError', 'https', 'address', /does not resolve/],
    ['error writing object: DNSError', 'cos', 'address', /region may be wrong/],
    ['error writing object: error uploading', 'cos', 'unknown', /Object Writer/],
    ['error writing object: error uploading', 'cloudLogs', 'unknown', /Sender/],
    ['error writing object: error uploading', 'qradar', 'unknown', /refused the upload/],
    [
      'x509: certificate is valid for SplunkServerDefaultCert, not hec.example',
      'splunk',
      'receiver',
      /certificate/,
    ],
    ['incorrect ownership challenge', 'cos', 'access', /ownership/],
    ['AccessDenied', 'cos', 'access', /bucket refused/],
    [
      'x509: certificate has expired or is not yet valid',
      'qradar',
      'receiver',
      /certificate has expired/,
    ],
    ['unexpected status 401', 'https', 'access', /headers/],
    ['403 {"text":"Invalid token","code":4}', 'splunk', 'access', /HEC token/],
    ['401 Unauthorized', 'qradar', 'access', /credentials/],
    ['404 Cannot POST /tls/challenge/403', 'https', 'address', /Nothing was found/],
    ['503 {"text":"Server is busy: certificate, 404"}', 'splunk', 'receiver', /recovers/],
    ['500 Internal Server Error', 'https', 'receiver', /recovers/],
    ['400 unauthorized', 'https', 'access', /credentials/],
    ['403 incorrect ownership challenge', 'cos', 'access', /ownership/],
    ['error writing object: context deadline exceeded', 'https', 'receiver', /not responding/],
    ['NoSuchBucket', 'cos', 'address', /bucket doesn’t exist/],
    ['dial tcp: i/o timeout', 'qradar', 'receiver', /not responding/],
    ['a text of tomorrow', 'other', 'unknown', /can’t deliver/],
  ] as const)('%s to %s', (message, kind, cause, words) => {
    const trouble = troubleOf(message, kind)
    expect(trouble.cause).toBe(cause)
    expect(trouble.text).toMatch(words)
  })

  test.each([null, '', '  '])('nothing said: %j', (message) =>
    expect(troubleOf(message, 'cos').text).toMatch(/gives no reason/),
  )
})

test('a long text is cut by characters, on one line', () => {
  expect(excerpt(' a\n b ')).toBe('a b')
  expect(excerpt('é'.repeat(120))).toBe('é'.repeat(120))
  const cut = excerpt('🌍'.repeat(500), 20)
  expect([...cut]).toHaveLength(20)
  expect(cut.endsWith('🌍…')).toBe(true)
})

test('the service gives up a day after the failing began', () => {
  expect(switchOffMs(Date.UTC(2026, 9, 14, 3, 2))).toBe(Date.UTC(2026, 9, 15, 3, 2))
})

describe('the way out', () => {
  const cos = jobOf({ state: 'failing' })
  const challenged = {
    kind: 'cos',
    auth: 'challenge',
    instanceId: guid,
    bucket: 'b',
    region: 'eu-de',
    dailyFolders: true,
  } as const
  const splunk = {
    kind: 'splunk',
    endpoint: 'h:8088',
    channelId: guid,
    sourceType: null,
    skipVerify: false,
    hasKey: true,
  } as const
  const https = {
    kind: 'https',
    url: 'https://h/in',
    headers: [{ name: 'Authorization' }],
    params: [],
    hasKey: true,
  } satisfies Job['destination']
  const of = (job: Partial<Job>, finding: Finding | null = null) =>
    wayOutOf({ ...cos, ...job }, finding)

  it.each([
    ['a key that is refused', { errorMessage: 'AccessDenied' }, 'replaceKey'],
    ['a wrong region', { errorMessage: 'DNSError' }, 'changeDestination'],
    [
      'a receiver without a key',
      { destination: { kind: 'qradar', host: 'h', port: 1 } },
      'changeDestination',
    ],
    ['a refused HEC token', { errorMessage: '403', destination: splunk }, 'replaceKey'],
    [
      'a HEC that refuses for another reason',
      { errorMessage: '400 {"text":"Incorrect data format","code":6}', destination: splunk },
      'changeDestination',
    ],
    ['headers that are refused', { errorMessage: '401', destination: https }, 'changeDestination'],
    ['a leftover', { destination: { kind: 'logdna', hostname: 'h', hasKey: true } }, 'move'],
    ['late', { state: 'late' }, 'check'],
    ['all is well', { state: 'delivering' }, null],
    ['all is well, by a challenge', { state: 'delivering', destination: challenged }, 'moveToKey'],
    [
      'a challenge that is refused',
      { errorMessage: 'incorrect ownership challenge', destination: challenged },
      'moveToKey',
    ],
    [
      'a wrong region, by a challenge',
      { errorMessage: 'DNSError', destination: challenged },
      'changeDestination',
    ],
  ] as const)('%s', (_, job, way) => expect(of(job)).toBe(way))

  it('is called as the field that it leads to', () => {
    expect(replaceKeyText('splunk')).toBe('Replace token')
    expect(replaceKeyText('cos')).toBe('Replace key')
  })

  it('is none while a move is under way', () => {
    const move = moveOf()
    const leftover = { kind: 'logdna', hostname: 'h', hasKey: true } as const
    expect(of({ destination: leftover, move })).toBeNull()
    expect(of({ destination: challenged, state: 'delivering', move })).toBeNull()
    const endedAt = '2026-11-20T10:00:00.000Z'
    expect(of({ destination: leftover, move: { ...move, endedAt } })).toBe('move')
  })

  it('is there for what IBM is silent about', () => {
    const silent = { state: 'delivering' } as const
    expect(of(silent, { kind: 'no_delivery', start: null })).toBe('check')
    const finding = { kind: 'other_region', instance: 'i', isIn: 'eu-de', named: 'us' } as const
    expect(of(silent, finding)).toBe('changeDestination')
  })
})
