'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { JobDraft } from '@/lib/jobs/draft'
import { ApiError } from '@/lib/queries/fetcher'
import { jobQuery, useUpdateJob } from '@/lib/queries/jobs'
import { isOutcomeUnknown } from '@/lib/queries/outcome'
import type { Job, UpdateJobInput } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { readBackOf } from './outcome'

export type Saving =
  | { phase: 'idle' }
  | { phase: 'saving' }
  /** It was not saved, and somebody said why. */
  | { phase: 'refused'; error: unknown }
  /** The answer got lost; the job is being read back. */
  | { phase: 'reading' }
  /** What the reading told: not saved, can't tell, or it could not be read either. */
  | { phase: 'not_saved' | 'unclear' | 'unreadable' }

/** The engine may be a moment behind its own answer. */
const readBackAfterMs = [0, 2_000, 4_000]

type Asked = { base: Job; draft: JobDraft; change: UpdateJobInput }

/** Saves a change, once. Whatever the answer leaves open is read back from the job; never a second PUT by itself. */
export function useSave(
  place: ZonePlace,
  jobId: string,
  on: {
    /** `job` as IBM has it now, with what there is to know about it. */
    saved: (job: Job) => void
    /** Somebody else changed it meanwhile; this is how it is now. */
    changed: (theirs: Job) => void
    /** Takes complaints about fields; null when every one found its field, else what is left to be said. */
    fields: (error: ApiError) => unknown
  },
) {
  const client = useQueryClient()
  const { mutateAsync } = useUpdateJob(place.instanceId, place.zoneId)
  const [saving, setSaving] = useState<Saving>({ phase: 'idle' })
  const asked = useRef<Asked | null>(null)
  const isUnderWay = useRef(false)

  const read = () =>
    client.fetchQuery({ ...jobQuery(place.instanceId, place.zoneId, jobId), staleTime: 0 })

  async function refused(error: unknown) {
    if (error instanceof ApiError && error.code === 'job_changed') {
      const theirs = await read().catch(() => null)
      if (theirs) {
        setSaving({ phase: 'idle' })
        return on.changed(theirs)
      }
    }
    const left = error instanceof ApiError ? on.fields(error) : error
    setSaving(left === null ? { phase: 'idle' } : { phase: 'refused', error: left })
  }

  async function readBack() {
    if (!asked.current) return
    const { base, draft } = asked.current
    setSaving({ phase: 'reading' })
    let last: 'not_saved' | 'unclear' | 'unreadable' = 'unreadable'
    for (const pauseMs of readBackAfterMs) {
      await new Promise((done) => setTimeout(done, pauseMs))
      const now = await read().catch(() => null)
      if (!now) continue
      const told = readBackOf(base, now, draft)
      if (told === 'saved' || told === 'changed') {
        setSaving({ phase: 'idle' })
        return told === 'saved' ? on.saved(now) : on.changed(now)
      }
      last = told
    }
    setSaving({ phase: last })
  }

  async function save(what: Asked) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current) return
    isUnderWay.current = true
    asked.current = what
    setSaving({ phase: 'saving' })
    try {
      const job = await mutateAsync({ jobId, change: what.change })
      setSaving({ phase: 'idle' })
      on.saved(job)
    } catch (error) {
      if (isOutcomeUnknown(error)) await readBack()
      else await refused(error)
    } finally {
      isUnderWay.current = false
    }
  }

  return {
    saving,
    isBusy: saving.phase === 'saving' || saving.phase === 'reading',
    save,
    readAgain: readBack,
    forget: () => setSaving({ phase: 'idle' }),
  }
}
