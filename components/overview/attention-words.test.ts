import { describe, expect, it } from 'vitest'
import type { Attention } from '@/lib/schemas/overview'
import { attentionWords, lossNote } from './attention-words'

const row: Attention = {
  kind: 'jobs',
  zone: { id: 'z', name: 'shop.example', instanceId: 'i' },
  job: { id: '7', name: 'shop-http' },
  state: 'failing',
  since: '2026-03-02T03:02:00.000Z',
  lostSeconds: 24_000,
  recoverableUntil: '2026-03-09T03:02:00.000Z',
  isLost: false,
  subject: null,
  dueAt: null,
  cause: 'error writing object: AccessDenied',
  action: 'fix',
  count: 1,
  zones: 1,
  destination: { kind: 'cos', place: 'edge-logs' },
  jobs: [
    { zone: { id: 'z', name: 'shop.example', instanceId: 'i' }, job: { id: '7', name: null } },
  ],
}
const now = Date.parse('2026-03-02T09:42:00Z')
const said = (
  over: Partial<Attention>,
  readings: Parameters<typeof attentionWords>[1] = 'running',
) => {
  const { before, strong, after, why, action } = attentionWords({ ...row, ...over }, readings, now)
  return [`${before}${strong}${after}`, why, action.label, action.href]
}

describe('a row of what needs attention', () => {
  it('names the job, its place and the cause, and leads to the fix', () => {
    expect(said({})).toEqual([
      'shop-http of shop.example can’t write to edge-logs',
      'The bucket refused access: check the API key, its role and the bucket’s own rules.',
      'View fix',
      '/instances/i/zones/z/jobs/7',
    ])
  })

  it('is one for all jobs of a cause', () => {
    expect(said({ count: 40, zones: 39 }).slice(0, 1)).toEqual([
      '40 jobs in 39 zones can’t write to edge-logs',
    ])
    expect(said({ count: 40, zones: 39 }).at(-1)).toBe('/?state=failing&destination=edge-logs')
  })

  it('tells what is late or gone without a word of failing', () => {
    expect(said({ state: 'late', cause: null })[0]).toBe(
      'shop-http of shop.example is late to edge-logs',
    )
    expect(said({ state: 'never_ran', cause: null }).slice(0, 2)).toEqual([
      'shop-http of shop.example has delivered nothing yet to edge-logs',
      'IBM reports no error; check the zone’s traffic and the destination.',
    ])
    expect(said({ state: 'gone' }).slice(1)).toEqual([
      'It was deleted outside this dashboard.',
      'View zone',
      '/instances/i/zones/z',
    ])
  })

  it('tells of retention and of zones that are not known', () => {
    expect(said({ kind: 'retention_off', count: 2 })).toEqual([
      'Log retention of shop.example is off',
      '2 jobs run there; what is not delivered can’t be recovered.',
      'Turn on',
      '/instances/i/zones/z',
    ])
    expect(said({ kind: 'retention_off', zones: 3, count: 5 })).toEqual([
      'Log retention is off in 3 zones',
      '5 jobs run there; what is not delivered can’t be recovered.',
      'View zones',
      '/?retention=off',
    ])
    expect(said({ kind: 'zones_not_known', zones: 12, count: 30 })[0]).toBe(
      '12 zones are unknown: no usable response from IBM',
    )
    expect(said({ kind: 'zones_not_listed', subject: 'my-cis', count: 1 })[0]).toBe(
      'Zones of instance my-cis could not all be loaded',
    )
    expect(said({ kind: 'zones_not_listed', count: 2 })[0]).toBe(
      'Zones of 2 instances could not all be loaded',
    )
  })

  it('tells of readings that are behind, not of IBM', () => {
    expect(said({ kind: 'collector_behind', zones: 1, count: 3 })[0]).toBe(
      '1 zone is unknown: the background readings are behind',
    )
    const off = said({ kind: 'collector_behind', zones: 2, count: 3 }, 'off')
    expect(off.slice(0, 2)).toEqual([
      '2 zones are unknown: background readings are off',
      '3 jobs there may be in any state.',
    ])
  })

  it('tells of a key before it expires, and after', () => {
    const key = { kind: 'key_expiring', subject: 'emea', cause: 'emea-2026', count: 2 } as const
    expect(said({ ...key, dueAt: '2026-03-11T10:00:00.000Z' })).toEqual([
      'The key of the connection emea expires in 9 days',
      'emea-2026: the zones of 2 instances can’t be read or changed without it.',
      'Replace key',
      '/access?tab=connections',
    ])
    expect(said({ ...key, dueAt: '2026-03-01T10:00:00.000Z' })[0]).toBe(
      'The key of the connection emea has expired',
    )
  })

  it('leads to the zones that lack a dataset', () => {
    const lack = {
      kind: 'coverage_gap',
      subject: 'firewall_events',
      zones: 24,
      count: 190,
    } as const
    expect(said(lack)).toEqual([
      '24 zones send no Firewall events',
      '190 other zones do. Create jobs, or mark the dataset as not needed.',
      'View zones',
      '/?dataset=firewall_events&state=none',
    ])
  })

  it('says lost only of what nobody can fetch any more', () => {
    expect(lossNote(row)).toMatch(/^recoverable until Mon 9 Mar, /)
    expect(lossNote({ recoverableUntil: null, isLost: true })).toBe('lost')
    expect(lossNote({ recoverableUntil: null, isLost: false })).toBe('')
  })
})
