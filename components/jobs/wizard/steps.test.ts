import { describe, expect, test } from 'vitest'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { neighbours, stepOf, stepsFor, stepToShow } from './steps'

const byKey = emptyDraft()
const byChallenge: JobDraft = { ...byKey, cos: { ...byKey.cos, auth: 'challenge' } }

test.each([
  [null, 'destination'],
  ['logs', 'logs'],
  ['review', 'review'],
  ['nonsense', 'destination'],
])('the address %s asks for %s', (text, step) => expect(stepOf(text)).toBe(step))

describe('with a key', () => {
  test('there is no ownership step', () => {
    expect(stepsFor(byKey)).toEqual(['destination', 'logs', 'review'])
    expect(stepToShow('ownership', byKey)).toBe('logs')
    expect(neighbours('logs', byKey)).toEqual({ before: 'destination', after: 'review' })
  })
})

describe('with a challenge', () => {
  test('there are all four', () => {
    expect(stepToShow('ownership', byChallenge)).toBe('ownership')
    expect(neighbours('destination', byChallenge)).toEqual({ after: 'ownership' })
    expect(neighbours('review', byChallenge)).toEqual({ before: 'logs' })
  })

  test('that is chosen but not in use, Cloud Logs goes by its key', () => {
    expect(stepsFor({ ...byChallenge, kind: 'cloudLogs' })).not.toContain('ownership')
  })
})
