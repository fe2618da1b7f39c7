import { describe, expect, it } from 'vitest'
import type { Attention } from '@/lib/schemas/overview'
import { attentionWords } from './attention-words'

const row: Attention = {
  kind: 'jobs',
  zone: { id: 'z', name: 'shop.example', instanceId: 'i' },
  job: { id: '7', name: 'shop-http' },
  state: 'failing',
  since: '2026-03-02T03:02:00.000Z',
  lostSeconds: 24_000,
  cause: 'error writing object: AccessDenied',
  action: 'fix',
  count: 1,
  zones: 1,
  destination: { kind: 'cos', place: 'edge-logs' },
  jobs: [
    { zone: { id: 'z', name: 'shop.example', instanceId: 'i' }, job: { id: '7', name: null } },
  ],
}
const said = (over: Partial<Attention>) => {
  const { before, strong, after, why, action } = attentionWords({ ...row, ...over })
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
    expect(said({ state: 'gone' }).slice(1)).toEqual([
      'It was deleted outside this dashboard.',
      'View zone',
      '/instances/i/zones/z',
    ])
  })

  it('tells of retention and of zones that are not known', () => {
    expect(said({ kind: 'retention_off', count: 2 })[0]).toBe(
      'Log retention of shop.example is off',
    )
    expect(said({ kind: 'zones_not_known', zones: 12, count: 30 })[0]).toBe(
      '12 zones are unknown: no usable response from IBM',
    )
  })
})
