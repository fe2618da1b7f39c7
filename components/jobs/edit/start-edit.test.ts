import { describe, expect, it } from 'vitest'
import { saveDraft } from '@/lib/jobs/draft-storage'
import { fromJob } from '@/lib/jobs/from-job'
import { jobOf } from '@/lib/jobs/testing'
import { saveBase } from './base-storage'
import { startEdit } from './start-edit'
import { testStorage } from './testing/storage'

const job = jobOf()
const now = { job, readAtMs: 2 }
const savedAt = '2026-10-14T09:41:00.000Z'
const edited = { ...fromJob(job), name: 'mine' }

function kept(draft = edited, base: typeof now | null = { job, readAtMs: 1 }) {
  const storage = testStorage()
  saveDraft(storage, 'k', draft, savedAt)
  if (base) saveBase(storage, 'k', base)
  return storage
}

describe('startEdit', () => {
  it('begins with the job as it is', () => {
    const fresh = { base: now, draft: fromJob(job), savedAt: null, theirs: null }
    expect(startEdit(null, 'k', now)).toEqual(fresh)
    expect(startEdit(testStorage(), 'k', now)).toEqual(fresh)
    expect(startEdit(kept(edited, null), 'k', now)).toEqual(fresh)
    expect(startEdit(kept(fromJob(job)), 'k', now)).toEqual(fresh)
  })

  it('goes on with a draft', () => {
    expect(startEdit(kept(), 'k', now)).toEqual({ base: now, draft: edited, savedAt, theirs: null })
  })

  it('tells of what somebody else changed since', () => {
    const theirs = jobOf({ frequency: 'low', revision: 'r2' })
    const start = startEdit(kept(), 'k', { job: theirs, readAtMs: 2 })
    expect(start).toMatchObject({ base: { job, readAtMs: 1 }, draft: { name: 'mine' }, theirs })
  })
})
