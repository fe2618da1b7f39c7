import { describe, expect, it } from 'vitest'
import type { JobHistory } from '@/lib/schemas/history'
import { barsOf, lateMs, statesInWords } from './bars'

const hour = 3_600_000
const at = (hours: number) => new Date(hours * hour).toISOString()
const states: JobHistory['states'] = [
  { state: 'delivering', from: at(2), to: at(4.2), cause: null },
  { state: 'failing', from: at(4.2), to: at(4.4), cause: 'AccessDenied' },
  { state: 'delivering', from: at(4.4), to: at(6), cause: null },
  { state: 'paused', from: at(6), to: null, cause: 'here' },
]

describe('the line of a job', () => {
  it('shows the worst of each bar, so that no loss is too short for it', () => {
    expect(barsOf(states, 0, 8 * hour, 8)).toEqual([
      'before',
      'before',
      'delivered',
      'delivered',
      'lost',
      'delivered',
      'paused',
      'paused',
    ])
  })

  it('has words for whoever does not see it', () => {
    const said = (list: typeof states, to = 8) => statesInWords(list, 2 * hour, to * hour)
    expect(said(states.slice(0, 1), 4.2)).toBe('delivered')
    expect(said(states.slice(0, 2), 4.4)).toBe('delivered, then 12 min not delivered')
    expect(said(states)).toBe(
      'delivered, then 12 min not delivered, then 1 h 36 min delivered, then 2 h paused',
    )
    expect(said([])).toBe('no data')
  })

  it('tells of many parts how long each was in all, what is lost first', () => {
    const many = [...states.slice(0, 3), ...states.slice(1)]
    expect(statesInWords(many, 0, 8 * hour)).toMatch(/^24 min not delivered, 2 h paused, /)
  })

  it('takes a first delivery that is overdue for late', () => {
    const waiting = (from: number, to: number | null, cause: string | null) => ({
      state: 'never_ran' as const,
      from: at(from),
      to: to === null ? null : at(to),
      cause,
    })
    const overdue = [waiting(0, 1, null), waiting(1, null, 'overdue')]
    expect(barsOf(overdue, 0, 4 * hour, 4)).toEqual(['quiet', 'late', 'late', 'late'])
    expect(lateMs(overdue, 2 * hour, 4 * hour)).toBe(2 * hour)
    expect(statesInWords(overdue, 0, 4 * hour)).toBe('quiet, then 3 h late')
  })
})
