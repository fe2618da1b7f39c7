'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { ApiError } from '@/lib/queries/fetcher'
import { jobQuery, useUpdateJob } from '@/lib/queries/jobs'
import { isOutcomeUnknown, type Outcome, useOutcome } from '@/lib/queries/outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Job, UpdateJobInput } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

export type Saving =
  | { phase: 'idle' }
  | { phase: 'saving' }
  /** It was not saved, and somebody said why. */
  | { phase: 'refused'; error: unknown }
  /** Nobody knows yet; the server is asked until it does. */
  | { phase: 'unknown'; error: Error; outcome: Outcome }

/** Saves a change, once. What the answer leaves open the server finds out, and is asked for; never a second PUT by itself. */
export function useSave(
  place: ZonePlace,
  jobId: string,
  on: {
    /** `job` as IBM has it now, with what there is to know about it. */
    saved: (job: Job) => void
    /** It is kept, and waits for somebody's approval. */
    waits: (request: ChangeRequest) => void
    /** Somebody else changed it meanwhile; this is how it is now. */
    changed: (theirs: Job) => void
    /** Takes complaints about fields; null when every one found its field, else what is left to be said. */
    fields: (error: ApiError) => unknown
  },
) {
  const client = useQueryClient()
  const { mutateAsync } = useUpdateJob(place.instanceId, place.zoneId)
  const [saving, setSaving] = useState<Saving>({ phase: 'idle' })
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

  async function save(change: UpdateJobInput) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current) return
    isUnderWay.current = true
    setSaving({ phase: 'saving' })
    try {
      const job = await mutateAsync({ jobId, change })
      setSaving({ phase: 'idle' })
      on.saved(job)
    } catch (error) {
      if (error instanceof WaitsForApproval) {
        setSaving({ phase: 'idle' })
        on.waits(error.request)
      } else if (isOutcomeUnknown(error)) {
        setSaving({ phase: 'unknown', error, outcome: { state: 'looking' } })
      } else await refused(error)
    } finally {
      isUnderWay.current = false
    }
  }

  const found = useOutcome(saving.phase === 'unknown' ? saving.error : null)
  const onFound = useEffectEvent(async (outcome: Outcome) => {
    const now = outcome.state === 'done' ? await read().catch(() => null) : null
    if (now === null) {
      setSaving((before) => (before.phase === 'unknown' ? { ...before, outcome } : before))
      return
    }
    setSaving({ phase: 'idle' })
    on.saved(now)
  })
  useEffect(() => {
    if (found) void onFound(found)
  }, [found])

  return {
    saving,
    save,
    forget: () => setSaving({ phase: 'idle' }),
  }
}
