import { describe, expect, it } from 'vitest'
import { changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { fromJob } from '@/lib/jobs/from-job'
import { mergeOnto } from './merge'
import { testJob } from './testing/job'
import { threeWay } from './three-way'

const base = fromJob(testJob())
const withPath = (draft: JobDraft, path: string): JobDraft => ({
  ...draft,
  cos: { ...draft.cos, path },
})

describe('threeWay', () => {
  const job = testJob()

  it('sets the sides beside each other', () => {
    const theirs = testJob({ frequency: 'low', name: 'theirs', revision: 'r2' })
    expect(threeWay(job, theirs, withPath({ ...base, name: 'mine' }, 'mine'))).toEqual([
      { what: 'Name', was: 'shop-http', theirs: 'theirs', mine: 'mine', mono: false },
      { what: 'Frequency', was: 'high', theirs: 'low', mine: null, mono: false },
      { what: 'Path', was: 'http', theirs: null, mine: 'mine', mono: true },
    ])
  })

  it('shows their changes to what the form does not manage', () => {
    const theirs = testJob({
      logs: { ...job.logs, otherOptions: [{ name: 'sample', value: '0.1' }] },
    })
    expect(threeWay(job, theirs, base).map(({ what, theirs: now }) => [what, now])).toEqual([
      ['Other options', 'sample=0.1'],
    ])
    const qradar = testJob({ destination: { kind: 'qradar', host: 'a', port: 1 } })
    const moved = testJob({ destination: { kind: 'qradar', host: 'b', port: 1 } })
    expect(threeWay(qradar, moved, fromJob(qradar))).toMatchObject([
      { what: 'Destination', theirs: 'another one' },
    ])
  })

  it('leaves only my rows after merging', () => {
    const theirs = testJob({ frequency: 'low', revision: 'r2' })
    const merged = mergeOnto(base, withPath(base, 'mine'), fromJob(theirs))
    const { rows, change } = changesOf(theirs, merged)
    expect(rows.map(({ what }) => what)).toEqual(['Path'])
    expect(change.revision).toBe('r2')
  })
})
