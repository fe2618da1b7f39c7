import { describe, expect, it } from 'vitest'
import type { JobDraft } from '@/lib/jobs/draft'
import { fromJob } from '@/lib/jobs/from-job'
import { jobOf } from '@/lib/jobs/testing'
import { mergeOnto } from './merge'

const base = fromJob(jobOf())
const withPath = (draft: JobDraft, path: string): JobDraft => ({
  ...draft,
  cos: { ...draft.cos, path },
})
const withLogs = (draft: JobDraft, logs: Partial<JobDraft['logs']>): JobDraft => ({
  ...draft,
  logs: { ...draft.logs, ...logs },
})

describe('mergeOnto', () => {
  it('gives back theirs where I changed nothing, and mine where they did not', () => {
    const other = withLogs(withPath({ ...base, name: 'b', enabled: false }, 'x'), {
      frequency: 'low',
    })
    expect(mergeOnto(base, base, other)).toEqual(other)
    expect(mergeOnto(base, other, base)).toEqual(other)
  })

  it('keeps both where they touch different settings, mine where they touch the same', () => {
    const mine = withPath({ ...base, name: 'mine' }, 'mine')
    const theirs = withLogs({ ...base, name: 'theirs', enabled: false }, { frequency: 'low' })
    const merged = mergeOnto(base, mine, theirs)
    expect(merged).toMatchObject({
      name: 'mine',
      enabled: false,
      cos: { path: 'mine' },
      logs: { frequency: 'low' },
    })
  })

  it('takes the fields with how they were chosen', () => {
    const mine = withLogs(base, { choice: 'list', names: ['ClientIP'] })
    const theirs = withLogs(base, { choice: 'default', names: [], timestamps: 'unix' })
    expect(mergeOnto(base, mine, theirs).logs).toMatchObject({
      choice: 'list',
      names: ['ClientIP'],
      timestamps: 'unix',
    })
    expect(mergeOnto(base, base, theirs).logs).toMatchObject({ choice: 'default', names: [] })
  })

  it('does not take a longer list of all fields for a change', () => {
    const all = withLogs(base, { choice: 'all', names: ['A'] })
    const grown = withLogs(base, { choice: 'all', names: ['A', 'B'] })
    const theirs = withLogs(all, { choice: 'default', names: [] })
    expect(mergeOnto(all, grown, theirs).logs.choice).toBe('default')
  })

  it('mixes no two kinds of destination, and keeps a key that was typed', () => {
    const mine = withPath({ ...base, cos: { ...base.cos, apiKey: 'FAKE-new-key' } }, 'mine')
    const theirs: JobDraft = {
      ...base,
      kind: 'cloudLogs',
      cloudLogs: { ...base.cloudLogs, region: 'eu-gb' },
    }
    expect(mergeOnto(base, mine, theirs)).toMatchObject({
      kind: 'cos',
      cos: { path: 'mine', apiKey: 'FAKE-new-key' },
    })
    expect(mergeOnto(base, base, theirs).kind).toBe('cloudLogs')
  })
})
