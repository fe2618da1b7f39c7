import { describe, expect, it } from 'vitest'
import { type Delivery, type Past, standingOf } from './standing'

const now = Date.parse('2026-03-02T12:00:00Z')
const minutes = (count: number) => count * 60_000

const delivers: Delivery = {
  enabled: true,
  limitMs: minutes(15),
  completeMs: now - minutes(1),
  errorMs: null,
  hasError: false,
}
const fresh: Past = {
  readMs: now,
  goodForMs: minutes(3),
  goneMs: null,
  disabled: null,
  quiet: null,
  startMs: null,
  before: null,
}
const of = (delivery: Partial<Delivery>, past: Partial<Past> = {}) =>
  standingOf({ ...delivers, ...delivery }, { ...fresh, ...past }, now)

describe('the state of a job', () => {
  it.each<[string, Partial<Delivery>, Partial<Past>, ReturnType<typeof standingOf>]>([
    ['delivering', {}, {}, { state: 'delivering', sinceMs: now - minutes(1) }],
    [
      'delivering, as before',
      {},
      { before: { state: 'delivering', sinceMs: now - minutes(90) } },
      { state: 'delivering', sinceMs: now - minutes(90) },
    ],
    ['never ran', { completeMs: null }, { startMs: 5 }, { state: 'never_ran', sinceMs: 5 }],
    [
      'late from its limit on',
      { completeMs: now - minutes(20) },
      {},
      { state: 'late', sinceMs: now - minutes(5) },
    ],
    [
      'at its limit still in time',
      { completeMs: now - minutes(15) },
      {},
      { state: 'delivering', sinceMs: now - minutes(15) },
    ],
    [
      'no later than it was when IBM was asked',
      { completeMs: now - minutes(16) },
      { readMs: now - minutes(2) },
      { state: 'delivering', sinceMs: now - minutes(16) },
    ],
    [
      'late when IBM was asked',
      { completeMs: now - minutes(18) },
      { readMs: now - minutes(2) },
      { state: 'late', sinceMs: now - minutes(3) },
    ],
    [
      'delivering up to a time that this clock has not come to',
      { completeMs: now + minutes(5) },
      {},
      { state: 'delivering', sinceMs: now + minutes(5) },
    ],
    [
      'quiet where nothing need have come',
      { completeMs: now - minutes(20) },
      { quiet: 'zone' },
      { state: 'quiet', sinceMs: now - minutes(20) },
    ],
    [
      'failing by its message',
      { hasError: true },
      {},
      { state: 'failing', sinceMs: now - minutes(1) },
    ],
    [
      'failing by an error that is newer than its last delivery',
      { errorMs: now - 1 },
      {},
      { state: 'failing', sinceMs: now - minutes(1) },
    ],
    [
      'an error before the last delivery is over',
      { errorMs: now - minutes(2) },
      {},
      { state: 'delivering', sinceMs: now - minutes(1) },
    ],
    [
      'failing without any delivery since its first error',
      { completeMs: null, errorMs: now - 5, hasError: true },
      { before: { state: 'failing', sinceMs: now - minutes(60) } },
      { state: 'failing', sinceMs: now - minutes(60) },
    ],
    ['disabled before anybody looked', { enabled: false }, {}, { state: 'off', sinceMs: null }],
    [
      'paused here',
      { enabled: false },
      { disabled: { by: 'here', atMs: 7 } },
      { state: 'paused', sinceMs: 7 },
    ],
    [
      'paused elsewhere, whatever error is still shown',
      { enabled: false, hasError: true },
      { disabled: { by: 'elsewhere', atMs: 7 } },
      { state: 'paused', sinceMs: 7 },
    ],
    [
      'disabled by the service',
      { enabled: false },
      { disabled: { by: 'service', atMs: 7 } },
      { state: 'disabled_by_service', sinceMs: 7 },
    ],
    ['gone', { hasError: true }, { goneMs: 9 }, { state: 'gone', sinceMs: 9 }],
    [
      'not known once its reading is too old, however well it was',
      {},
      { readMs: now - minutes(3) - 1 },
      { state: 'not_known', sinceMs: now - minutes(3) - 1 },
    ],
    [
      'not known where the clock was put back behind its reading',
      {},
      { readMs: now + minutes(10) },
      { state: 'not_known', sinceMs: now + minutes(10) },
    ],
    [
      'known by a reading of another machine whose clock is a little ahead',
      {},
      { readMs: now + minutes(1) },
      { state: 'delivering', sinceMs: now - minutes(1) },
    ],
  ])('is %s', (_, delivery, past, standing) => {
    expect(of(delivery, past)).toEqual(standing)
  })
})
