'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { jobsQuery, useCreateJob } from '@/lib/queries/jobs'
import { isOutcomeUnknown } from '@/lib/queries/outcome'
import type { CreateJobInput, Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { retryAtMs } from './outcome'

/** How the making of the job stands. */
export type Creation =
  | { phase: 'idle' }
  | { phase: 'creating' }
  /** It was not made. */
  | { phase: 'refused'; error: unknown; retryAtMs: number | null }
  /** Nobody knows; the list is being read back. `isReading` ends when that led to nothing. */
  | { phase: 'unknown'; error: unknown; asked: Asked; isReading: boolean }
  /** The list was read back, and it is not in it. */
  | { phase: 'not_made'; error: unknown }
  | { phase: 'made' }

type Asked = {
  input: CreateJobInput
  /** The jobs that were there before; null: not known, so that a new one can't be told. */
  knownIds: ReadonlySet<string> | null
}

export type CreationState = [Creation, (next: (now: Creation) => Creation) => void]

const readBackEveryMs = 2_500
const readBackTries = 16
/** The engine may be a moment behind: once is not enough to say that it was not made. */
const readingsForNo = 3

/**
 * Makes the job, once. What can't be told from the answer is read back from the list; never a second POST. How it
 * stands is kept by the page, because it matters on other steps as well.
 */
export function useCreate(
  place: ZonePlace,
  [creation, setCreation]: CreationState,
  on: {
    made: (job: Job, how: 'answered' | 'settled') => void
    refused: (error: unknown) => void
  },
): (input: CreateJobInput) => void {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  const { mutateAsync } = useCreateJob(instanceId, zoneId)
  const isUnderWay = useRef(false)

  async function create(input: CreateJobInput) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current || creation.phase === 'creating') return
    isUnderWay.current = true
    const known = client.getQueryData(jobsQuery(instanceId, zoneId).queryKey)
    const asked = { input, knownIds: known ? new Set(known.items.map(({ id }) => id)) : null }
    setCreation(() => ({ phase: 'creating' }))
    try {
      const job = await mutateAsync(input)
      setCreation(() => ({ phase: 'made' }))
      const isSettled = job.warnings?.some(({ code }) => code === 'settled_by_reading')
      on.made(job, isSettled ? 'settled' : 'answered')
    } catch (error) {
      isUnderWay.current = false
      if (isOutcomeUnknown(error)) {
        const isReading = asked.knownIds !== null
        setCreation(() => ({ phase: 'unknown', error, asked, isReading }))
      } else {
        const waitUntil = retryAtMs(error, Date.now())
        setCreation(() => ({ phase: 'refused', error, retryAtMs: waitUntil }))
        on.refused(error)
      }
    }
  }

  const onMade = useEffectEvent((job: Job) => {
    setCreation(() => ({ phase: 'made' }))
    on.made(job, 'settled')
  })
  const reading = creation.phase === 'unknown' && creation.isReading ? creation.asked : null
  useEffect(() => {
    if (!reading?.knownIds) return
    const { input, knownIds } = reading
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    let tries = 0
    let readings = 0
    async function readBack() {
      tries++
      const list = await client
        .fetchQuery({ ...jobsQuery(instanceId, zoneId), staleTime: 0 })
        .catch(() => null)
      if (isOver) return
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
  }, [reading, client, instanceId, zoneId, setCreation])

  return create
}
