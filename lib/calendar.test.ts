import { describe, expect, it, vi } from 'vitest'
import { calendarOf } from './calendar'
import { Chance } from './testing/test-chance'

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'Asia/Kathmandu']

describe('calendarOf', () => {
  it('reads a clock', () => {
    expect(calendarOf(Date.UTC(2026, 8, 2, 22, 5, 9), 'Europe/Berlin')).toEqual({
      year: 2026,
      month: 'Sep',
      day: 3,
      weekday: 'Thu',
      dayNumber: Date.UTC(2026, 8, 3) / 86_400_000,
      hour: '00',
      minute: '05',
      second: '09',
    })
  })

  it.each(zones)('says of a machine in %s what Intl says of that time zone', (zone) => {
    const offsets = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    const offset = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockImplementation(function (
      this: Date,
    ) {
      const [, sign, hours = 0, minutes = 0] =
        /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(offsets.format(this)) ?? []
      return (Number(hours) * 60 + Number(minutes)) * (sign === '+' ? -1 : 1)
    })
    try {
      const chance = new Chance()
      for (let nth = 0; nth < 2_000; nth++) {
        const ms = Date.UTC(2000, 0, 1) + chance.below(40 * 366 * 86_400) * 1_000
        expect(calendarOf(ms), `${ms} of ${chance}`).toEqual(calendarOf(ms, zone))
      }
    } finally {
      offset.mockRestore()
    }
  })

  it('takes no time zone that is none', () => {
    expect(() => calendarOf(0, 'Mars/Olympus')).toThrow(RangeError)
  })
})
