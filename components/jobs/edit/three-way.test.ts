import { describe, expect, it } from 'vitest'
import { changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { fromJob } from '@/lib/jobs/from-job'
import { jobOf } from '@/lib/jobs/testing'
import { mergeOnto } from './merge'
import { threeWay } from './three-way'

const base = fromJob(jobOf())
const withPath = (draft: JobDraft, path: string): JobDraft => ({
  ...draft,
  cos: { ...draft.cos, path },
})

describe('threeWay', () => {
  const job = jobOf()

  it('sets the sides beside each other', () => {
    const theirs = jobOf({ frequency: 'low', name: 'theirs', revision: 'r2' })
    expect(threeWay(job, theirs, withPath({ ...base, name: 'mine' }, 'mine'))).toEqual([
      { what: 'Name', was: 'edge-http', theirs: 'theirs', mine: 'mine', mono: false },
      { what: 'Frequency', was: 'high', theirs: 'low', mine: null, mono: false },
      { what: 'Path', was: 'logs/http', theirs: null, mine: 'mine', mono: true },
    ])
  })

  it('shows their changes of whichever kind', () => {
    const theirs = jobOf({
      logs: { ...job.logs, otherOptions: [{ name: 'sample', value: '0.1' }] },
    })
    expect(threeWay(job, theirs, base).map(({ what, theirs: now }) => [what, now])).toEqual([
      ['Other options', 'sample=0.1'],
    ])
    const qradar = jobOf({ destination: { kind: 'qradar', host: 'a', port: 1 } })
    const moved = jobOf({ destination: { kind: 'qradar', host: 'b', port: 1 } })
    expect(threeWay(qradar, moved, fromJob(qradar))).toMatchObject([
      { what: 'Host', was: 'a', theirs: 'b' },
    ])
  })

  it('leaves only my rows after merging', () => {
    const theirs = jobOf({ frequency: 'low', revision: 'r2' })
    const merged = mergeOnto(base, withPath(base, 'mine'), fromJob(theirs))
    const { rows, change } = changesOf(theirs, merged)
    expect(rows.map(({ what }) => what)).toEqual(['Path'])
    expect(change.revision).toBe('r2')
  })
})
