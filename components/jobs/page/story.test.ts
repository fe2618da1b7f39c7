import { describe, expect, it } from 'vitest'
import { goneRecord, madeMsOf, startOf } from './story'

type Item = Parameters<typeof startOf>[0][number]

const item = (action: Item['action'], minute: number, more: Partial<Item> = {}): Item => ({
  action,
  actor: { id: 'IBMid-1', name: 'Ines Brandt', email: 'ines@nordlicht.example', address: '' },
  at: new Date(Date.UTC(2026, 9, 14, 9, minute)).toISOString(),
  settledAt: null,
  correlationId: `FAKE-${minute}`,
  jobName: 'shop-http',
  outcome: 'succeeded',
  ...more,
})
const at = (minute: number, second = 0) => Date.UTC(2026, 9, 14, 9, minute, second)

describe('startOf', () => {
  it('takes the newest making or resuming that worked', () => {
    const made = item('job.create', 1, { settledAt: new Date(at(1, 2)).toISOString() })
    expect(startOf([item('job.pause', 3), made])).toEqual({
      how: 'created',
      atMs: at(1, 2),
      correlationId: 'FAKE-1',
    })
    expect(startOf([item('job.resume', 5), made])?.how).toBe('resumed')
    expect(startOf([item('job.resume', 5, { outcome: 'failed' }), made])?.how).toBe('created')
    expect(startOf([])).toBe(null)
    expect(madeMsOf([item('job.resume', 5), made])).toBe(at(1, 2))
    expect(madeMsOf([item('job.resume', 5)])).toBe(null)
  })
})

describe('goneRecord', () => {
  it('knows who deleted it', () => {
    const record = goneRecord([item('job.delete', 9), item('job.create', 1)], null, 0, 'IBMid-1')
    expect(record).toEqual({
      name: 'shop-http',
      lastSeenMs: at(9),
      deleted: { by: 'Ines Brandt', isYou: true, atMs: at(9) },
    })
  })

  it('knows when it was last seen, and that nobody here deleted it', () => {
    const tried = item('job.delete', 9, { outcome: 'failed' })
    expect(goneRecord([tried, item('job.create', 1)], 'shop', at(5), null)).toEqual({
      name: 'shop',
      lastSeenMs: at(5),
      deleted: null,
    })
    expect(goneRecord([], undefined, 0, null)).toEqual({
      name: null,
      lastSeenMs: null,
      deleted: null,
    })
  })
})
