import { describe, expect, it } from 'vitest'
import type { QuietHours } from '@/lib/schemas/alert'
import { isTimeZone, quietUntil } from './quiet'

const until = (quiet: QuietHours, at: string) => {
  const ms = quietUntil(quiet, Date.parse(at))
  return ms === null ? null : new Date(ms).toISOString()
}
const hours = (from: string, to: string, timeZone = 'Europe/Berlin') => ({ from, to, timeZone })

describe('quiet hours', () => {
  it.each([
    // In winter Berlin is an hour ahead of UTC.
    [hours('22:00', '07:00'), '2026-01-10T20:59:59.999Z', null],
    [hours('22:00', '07:00'), '2026-01-10T21:00:00.000Z', '2026-01-11T06:00:00.000Z'],
    [hours('22:00', '07:00'), '2026-01-11T05:59:59.999Z', '2026-01-11T06:00:00.000Z'],
    [hours('22:00', '07:00'), '2026-01-11T06:00:00.000Z', null],
    [hours('12:00', '13:00'), '2026-07-10T10:30:17.000Z', '2026-07-10T11:00:00.000Z'],
    // Half an hour beside the others, and another day.
    [hours('09:00', '17:45', 'Asia/Kathmandu'), '2026-05-01T04:00:00Z', '2026-05-01T12:00:00.000Z'],
  ])('%j at %s end at %s', (quiet, at, end) => {
    expect(until(quiet, at)).toBe(end)
  })

  it.each([
    // Clocks are put forward at 01:00 UTC: the night is an hour shorter.
    [hours('22:00', '07:00'), '2026-03-28T21:30:00Z', '2026-03-29T05:00:00.000Z'],
    // 02:30 is no time of that day: they end where the clock jumps over it.
    [hours('22:00', '02:30'), '2026-03-28T21:30:00Z', '2026-03-29T01:00:00.000Z'],
    // Back at 01:00 UTC: an hour longer.
    [hours('22:00', '07:00'), '2026-10-24T20:30:00Z', '2026-10-25T06:00:00.000Z'],
    // There it is by half an hour only.
    [
      hours('22:00', '06:00', 'Australia/Lord_Howe'),
      '2026-04-04T12:00:00Z',
      '2026-04-04T19:30:00.000Z',
    ],
  ])('%j over a change of clocks from %s end at %s', (quiet, at, end) => {
    expect(until(quiet, at)).toBe(end)
  })

  it('end in the few minutes of a day that are not quiet', () => {
    const quiet = hours('00:10', '00:00', 'UTC')
    expect(until(quiet, '2026-01-10T12:00:00Z')).toBe('2026-01-11T00:00:00.000Z')
    expect(until(hours('22:00', '21:50', 'UTC'), '2026-01-10T22:15:00Z')).toBe(
      '2026-01-11T21:50:00.000Z',
    )
  })

  it('are none where none were set', () => {
    expect(quietUntil(null, Date.parse('2026-01-10T12:00:00Z'))).toBeNull()
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Mars/Olympus')]).toEqual([true, false])
  })
})
