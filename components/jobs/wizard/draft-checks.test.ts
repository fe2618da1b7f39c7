import { describe, expect, test } from 'vitest'
import { boundConf, emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { jobOf } from '@/lib/jobs/testing'
import type { Job } from '@/lib/schemas/job'
import { fieldsCheck, nameCheck, placeCheck, tokenCheck } from './draft-checks'

const read = <T>(data: T) => ({ data, error: null, isPending: false })
const pending = { data: undefined, error: null, isPending: true }
const failed = { data: undefined, error: new Error('IBM is down'), isPending: false }

function draft(change: Partial<JobDraft> = {}, cos: Partial<JobDraft['cos']> = {}): JobDraft {
  const empty = emptyDraft()
  const place = { bucket: 'edge-logs', region: 'eu-de', path: 'http', instanceId: 'i' }
  return { ...empty, name: 'shop-http', ...change, cos: { ...empty.cos, ...place, ...cos } }
}
const job = (change: Partial<Job> = {}) =>
  jobOf({
    id: '1',
    name: 'old-http',
    destination: {
      kind: 'cos',
      auth: 'apiKey',
      instanceId: 'i',
      bucket: 'edge-logs',
      region: 'eu-de',
      path: 'http',
      dailyFolders: true,
    },
    ...change,
  })

test.each([
  ['shop-http', read([job()]), 'fine'],
  ['old-http', read([job()]), 'warn'],
  ['shop_http', read([]), 'fix'],
  ['', read([]), 'fix'],
  ['shop-http', failed, 'fine'],
])('the name %s: %s', (name, jobs, verdict) =>
  expect(nameCheck(draft({ name }), jobs).verdict).toBe(verdict),
)

describe('fields', () => {
  const live = read([
    { name: 'RayID', type: 'string', description: '' },
    { name: 'ClientIP', type: 'string', description: '' },
  ])
  const chosen = (choice: JobDraft['logs']['choice'], names: string[] = []) =>
    draft({ logs: { ...emptyDraft().logs, choice, names } })

  test.each([
    [chosen('default'), pending, 'fine', 'IBM’s default set'],
    [chosen('all'), live, 'fine', 'All 2'],
    [chosen('all'), pending, 'open', ''],
    [chosen('list', ['RayID']), live, 'fine', 'All 1'],
    [chosen('list'), live, 'fix', 'None selected'],
    [chosen('siem', ['RayID']), failed, 'warn', ''],
  ])('%#', (given, fields, verdict, text) => {
    const check = fieldsCheck(given, fields)
    expect(check.verdict).toBe(verdict)
    expect(check.text).toContain(text)
  })

  test('that IBM no longer lists are named, three at most', () => {
    const { verdict, text } = fieldsCheck(chosen('list', ['RayID', 'A', 'B', 'C', 'D']), live)
    expect(verdict).toBe('fix')
    expect(text).toBe('4 of 5 are no longer listed by IBM: A, B, C and 1 more.')
  })
})

describe('the destination', () => {
  test('is complete, and nobody else’s', () => {
    expect(placeCheck(draft(), read([]), []).verdict).toBe('fine')
    expect(placeCheck(draft(), pending, []).verdict).toBe('open')
    expect(placeCheck(draft(), failed, []).verdict).toBe('warn')
  })

  test('is another job’s as well', () => {
    expect(placeCheck(draft(), read([job()]), [])).toMatchObject({
      verdict: 'warn',
      text: 'old-http writes to the same bucket and path.',
    })
    const firewall = job({ dataset: 'firewall_events', name: null })
    expect(placeCheck(draft(), read([firewall]), []).text).toBe(
      'Job 1 writes to the same bucket and path. It delivers Firewall events; Firewall, Range and HTTP logs need different paths.',
    )
  })

  test('is not complete; its key is told elsewhere', () => {
    const errors = [
      { name: 'cos.bucket', message: 'Choose the bucket' },
      { name: 'cos.apiKey', message: 'A key is needed.' },
    ]
    expect(placeCheck(draft(), read([]), errors)).toMatchObject({
      verdict: 'fix',
      text: 'Choose the bucket.',
    })
  })
})

describe('the ownership token', () => {
  const part = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '')
  const token = (exp?: number) => `${part({ alg: 'none' })}.${part({ exp })}.FAKE`
  const byChallenge = (ownershipToken: string, isValidated: boolean) => {
    const open = draft({}, { auth: 'challenge', ownershipToken })
    const validated = isValidated ? { at: '', conf: boundConf(open) } : null
    return { ...open, ownership: { ...open.ownership, validated } }
  }
  const now = Date.parse('2026-10-14T07:42:00Z')
  const later = now / 1000 + 3600
  const moment = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const say = (given: JobDraft) => tokenCheck(given, now, moment)

  test('is not asked for with a key', () => expect(say(draft())).toBeNull())

  test.each([
    ['', false, 'fix', 'Not yet read'],
    ['', true, 'fix', 'paste it again'],
    [token(later), false, 'fix', 'not validated'],
    [token(now / 1000 - 1), true, 'fix', 'expired on 2026-10-14'],
    [token(later), true, 'fine', 'valid until 2026-10-14'],
    [token(), true, 'fine', 'Matches this destination'],
  ])('%#', (text, isValidated, verdict, words) => {
    const check = say(byChallenge(text, isValidated))
    expect(check?.verdict).toBe(verdict)
    expect(check?.text).toContain(words)
  })
})
