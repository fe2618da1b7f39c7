'use client'

import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type Base, dropBase, saveBase } from '@/components/jobs/edit/base-storage'
import { mergeOnto } from '@/components/jobs/edit/merge'
import { startEdit } from '@/components/jobs/edit/start-edit'
import { browserStorage, useDraftKeeping } from '@/components/jobs/wizard/draft-keeping'
import { useClearErrors } from '@/components/jobs/wizard/use-clear-errors'
import { changesOf } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import { withSecretsOf } from '@/lib/jobs/draft-storage'
import { fromJob } from '@/lib/jobs/from-job'
import type { Job } from '@/lib/schemas/job'

/** The form over a job's draft: what it began from, what it changes, and what somebody else changed meanwhile. */
export function useEdit(key: string, now: Base) {
  const [start] = useState(() => startEdit(browserStorage(), key, now))
  const [base, setBase] = useState(start.base)
  const [theirs, setTheirs] = useState(start.theirs)
  const [restoredAt, setRestoredAt] = useState(start.savedAt)
  const form = useForm<JobDraft>({ defaultValues: start.draft })
  const draft = useWatch({ control: form.control, compute: (values: JobDraft) => values })
  const changes = changesOf(base.job, draft)
  const { savedAt, drop, isElsewhere, takeOver } = useDraftKeeping(form, key, start.savedAt)
  useClearErrors(form)

  function forget(how?: 'forGood') {
    drop(how)
    const storage = browserStorage()
    if (storage && !isElsewhere) dropBase(storage, key)
  }

  const isUnchanged = changes.rows.length === 0
  useEffect(() => {
    const storage = browserStorage()
    if (savedAt === null || storage === null) return
    if (!isUnchanged) return saveBase(storage, key, base)
    // Everything was put back: there is nothing to keep.
    drop()
    dropBase(storage, key)
  }, [savedAt, isUnchanged, base, key, drop])

  /** Goes on from `job`; gives the changes that are then left. */
  function goOn(job: Job, next: JobDraft) {
    form.reset(next)
    setBase({ job, readAtMs: Date.now() })
    setTheirs(null)
    setRestoredAt(null)
    return changesOf(job, next)
  }

  return {
    form,
    base,
    draft,
    changes,
    savedAt,
    /** Another tab has this edit open and keeps it. */
    isElsewhere,
    continueHere: async () => {
      const kept = await takeOver()
      if (kept) form.reset(withSecretsOf(form.getValues(), kept))
    },
    /** When the draft was kept that the form goes on with; null: it began with the job. */
    restoredAt,
    theirs,
    setTheirs,
    forget,
    keepMine: (job: Job) => goOn(job, mergeOnto(fromJob(base.job), form.getValues(), fromJob(job))),
    /** Drops all changes, for the job as it is now. */
    discard: () => {
      const job = theirs ?? base.job
      goOn(job, fromJob(job))
      forget()
    },
  }
}

export type Edit = ReturnType<typeof useEdit>
