'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { jobsQuery, useCreateJob } from '@/lib/queries/jobs'
import type { CreateJobInput, Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isOutcomeUnknown, retryAtMs } from './outcome'

/** How the making of the job stands. */
export type Creation =
  | { phase: 'idle' }
  | { phase: 'creating' }
  /** It was not made. */
  | { phase: 'refused'; error: unknown; retryAtMs: number | null }
  /** Nobody knows; the list is being read back. `isReading` ends when that led to nothing. */
  | { phase: 'unknown'; error: unknown; isReading: boolean }
  /** The list was read back, and it is not in it. */
  | { phase: 'not_made'; error: unknown }
  | { phase: 'made' }

type Asked = { input: CreateJobInput; knownIds: ReadonlySet<string> | null }

const readBackEveryMs = 2_500
const readBackTries = 16
/** The engine may be a moment behind: once is not enough to say that it was not made. */
const readingsForNo = 3

/** Makes the job, once. What can't be told from the answer is read back from the list; never a second POST. */
export function useCreate(
  place: ZonePlace,
  on: {
    made: (job: Job, how: 'answered' | 'settled') => void
    refused: (error: unknown) => void
  },
): { creation: Creation; create: (input: CreateJobInput) => void; forget: () => void } {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const { mutateAsync } = useCreateJob(instanceId, zoneId)
  const [creation, setCreation] = useState<Creation>({ phase: 'idle' })
  const asked = useRef<Asked | null>(null)
  const isUnderWay = useRef(false)

  async function create(input: CreateJobInput) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current) return
    isUnderWay.current = true
    const known = client.getQueryData(jobsQuery(instanceId, zoneId).queryKey)
    asked.current = { input, knownIds: known ? new Set(known.items.map(({ id }) => id)) : null }
    setCreation({ phase: 'creating' })
    try {
      const job = await mutateAsync(input)
      setCreation({ phase: 'made' })
      const isSettled = job.warnings?.some(({ code }) => code === 'settled_by_reading')
      on.made(job, isSettled ? 'settled' : 'answered')
    } catch (error) {
      isUnderWay.current = false
      if (isOutcomeUnknown(error)) {
        setCreation({ phase: 'unknown', error, isReading: asked.current.knownIds !== null })
      } else {
        setCreation({ phase: 'refused', error, retryAtMs: retryAtMs(error, Date.now()) })
        on.refused(error)
      }
    }
  }

  const onMade = useEffectEvent((job: Job) => {
    setCreation({ phase: 'made' })
    on.made(job, 'settled')
  })
  const isReading = creation.phase === 'unknown' && creation.isReading
  useEffect(() => {
    if (!isReading) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    let tries = 0
    let readings = 0
    async function readBack() {
      tries++
      const list = await client
        .fetchQuery({ ...jobsQuery(instanceId, zoneId), staleTime: 0 })
        .catch(() => null)
      if (isOver || !asked.current?.knownIds) return
      const { input, knownIds } = asked.current
      const made = list?.items.find(
        ({ id, name, dataset }) =>
          !knownIds.has(id) && name === input.name && dataset === input.dataset,
      )
      if (made) return onMade(made)
      if (list) readings++
      if (readings >= readingsForNo) {
        setCreation((now) =>
          now.phase === 'unknown' ? { phase: 'not_made', error: now.error } : now,
        )
      } else if (tries >= readBackTries) {
        setCreation((now) => (now.phase === 'unknown' ? { ...now, isReading: false } : now))
      } else {
        timer = setTimeout(readBack, readBackEveryMs)
      }
    }
    timer = setTimeout(readBack, readBackEveryMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [isReading, client, instanceId, zoneId])

  /** An answer that was read; what is not known yet stays. */
  const forget = () =>
    setCreation((now) =>
      now.phase === 'refused' || now.phase === 'not_made' ? { phase: 'idle' } : now,
    )
  return { creation, create, forget }
}
