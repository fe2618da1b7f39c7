import { describe, expect, it } from 'vitest'
import { moment, whenSaid } from './moments'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-10-14T07:41:12Z')

describe('moment', () => {
  it('names day and time where the reader is', () => {
    expect(moment('2026-10-21T07:31:00Z', zone)).toBe('Wed 21 Oct, 09:31')
    expect(moment('2026-09-30T23:05:00Z', zone)).toBe('Thu 1 Oct, 01:05')
    expect(moment('2026-09-02T10:00:00Z', zone)).toBe('Wed 2 Sep, 12:00')
  })

  it('is nothing for what is no time', () => {
    expect(moment('yesterday')).toBe('')
  })
})

describe('whenSaid', () => {
  it.each([
    ['2026-10-14T07:28:00Z', 'at 09:28'],
    ['2026-10-13T22:30:00Z', 'at 00:30'],
    ['2026-10-13T20:30:00Z', 'on Tue 13 Oct at 22:30'],
    ['2025-10-14T07:28:00Z', 'on Tue 14 Oct at 09:28'],
    ['', ''],
  ])('%s is "%s"', (at, said) => {
    expect(whenSaid(at, now, zone)).toBe(said)
  })
})
