import { describe, expect, it } from 'vitest'
import { jobOf, moveOf } from '@/lib/jobs/testing'
import type { Move } from '@/lib/schemas/move'
import { movedLead, movedWords } from './moved-words'

const endedAt = '2026-11-20T09:00:00.000Z'

describe('what came of a move that was just asked for', () => {
  it.each<[string, Partial<Move>, RegExp, string]>([
    ['in place', { state: 'done', newJobId: null, endedAt }, /^edge-http moved\. /, 'Moved:'],
    [
      'that goes on',
      { state: 'watching' },
      /created; waiting for its first delivery\.$/,
      'Second job created; waiting for its first delivery:',
    ],
    [
      'that keeps the old job',
      { state: 'done', keepOld: true, endedAt },
      /the old job is kept\.$/,
      'Second job created:',
    ],
    ['of a paused job', { state: 'done', endedAt }, /the old job is deleted\.$/, 'Moved:'],
    [
      'of a paused job that could not be deleted',
      { state: 'stopped', endedAt, why: { code: 'delete_refused', message: '' } },
      /^edge-http created\. Move stopped; both jobs were kept\.$/,
      'Move stopped; both jobs were kept.',
    ],
  ])('%s', (_, over, words, lead) => {
    const job = jobOf({ move: moveOf(over) })
    expect(movedWords(job)).toMatch(words)
    expect(movedLead(job)).toBe(lead)
  })
})
