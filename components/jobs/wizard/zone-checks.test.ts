import { describe, expect, test } from 'vitest'
import { jobOf } from '@/lib/jobs/testing'
import type { Instance } from '@/lib/schemas/instance'
import type { ZoneDetail } from '@/lib/schemas/zone'
import { planCheck, retentionCheck, roleCheck, slotsCheck, zoneCheck } from './zone-checks'

const read = <T>(data: T) => ({ data, error: null, isPending: false })
const pending = { data: undefined, error: null, isPending: true }
const failed = { data: undefined, error: new Error('IBM is down'), isPending: false }

const instance = (change: Partial<Instance>) =>
  read<Instance>({
    id: 'i',
    name: 'cis-prod',
    plan: 'Enterprise',
    region: 'global',
    state: 'active',
    logpush: 'yes',
    ...change,
  })
const zone = (enabled: boolean | null, change: Partial<ZoneDetail> = {}) =>
  read<ZoneDetail>({
    id: 'z',
    name: 'shop.example',
    status: 'active',
    paused: false,
    retention: { enabled },
    ...change,
  })
const jobs = (count: number) =>
  read(Array.from({ length: count }, (_, n) => jobOf({ id: String(n) })))

test.each([
  [instance({}), 'fine'],
  [instance({ logpush: 'no', plan: 'Standard Next' }), 'fix'],
  [instance({ logpush: 'unknown' }), 'warn'],
  [instance({ logpush: 'unknown', plan: null }), 'warn'],
  [pending, 'open'],
  [failed, 'warn'],
])('the plan of %j: %s', (reading, verdict) => expect(planCheck(reading).verdict).toBe(verdict))

test.each([
  [zone(true), 'fine'],
  [zone(false), 'fix'],
  [zone(null), 'warn'],
  [pending, 'open'],
  [failed, 'warn'],
])('retention of %j: %s', (reading, verdict) =>
  expect(retentionCheck(reading).verdict).toBe(verdict),
)

test('retention that is not there is told from one that nobody may read', () => {
  const text = (retention: ZoneDetail['retention']) =>
    retentionCheck(zone(null, { retention })).text
  expect(text({ enabled: null, reason: 'plan' })).toContain('Not available in this plan')
  expect(text({ enabled: null, reason: 'role' })).toContain('your role')
  expect(text({ enabled: null })).toContain('IBM doesn’t say')
})

test('a zone that IBM does not serve is told, one that it serves is not', () => {
  expect(zoneCheck(zone(true))).toBeNull()
  expect(zoneCheck(pending)).toBeNull()
  expect(zoneCheck(zone(true, { status: 'pending' }))?.text).toContain('pending')
  expect(zoneCheck(zone(true, { paused: true }))?.text).toContain('paused')
})

test.each([
  [0, 'fine', 'None of 4 used'],
  [1, 'fine', '1 of 4 used'],
  [3, 'fine', '3 of 4 used; this is the last'],
  [4, 'warn', 'All 4 slots are in use'],
  [5, 'warn', '5 of 4 slots are in use'],
])('%d slots used: %s', (count, verdict, text) => {
  const check = slotsCheck(jobs(count))
  expect(check.verdict).toBe(verdict)
  expect(check.text).toContain(text)
})

describe('the role', () => {
  test('is a hint only', () => {
    expect(roleCheck(read({ role: 'Manager' as const }), 'cis-prod')?.verdict).toBe('fine')
    expect(roleCheck(read({ role: 'Writer' as const }), 'cis-prod')).toMatchObject({
      verdict: 'warn',
      text: 'Creating needs Manager on cis-prod; you have Writer by your own policies. An access group may give you more.',
    })
  })

  test('is left out where nothing is known of it', () => {
    expect(roleCheck(read({ role: null }), 'cis-prod')).toBeNull()
    expect(roleCheck(failed, undefined)).toBeNull()
  })
})
