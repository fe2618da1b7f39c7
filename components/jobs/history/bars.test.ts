import { describe, expect, it } from 'vitest'
import type { JobHistory } from '@/lib/schemas/history'
import { barsInWords, barsOf } from './bars'

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
    expect(barsInWords(barsOf(states, 2 * hour, 8 * hour, 6))).toBe(
      'not delivered 17 %, paused 33 %, delivered 50 %',
    )
  })
})
