'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useMoveJob } from '@/lib/queries/moves'
import { isOutcomeUnknown } from '@/lib/queries/outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import type { Job } from '@/lib/schemas/job'
import type { CreateMoveInput } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'

/** How one of many moves stands. */
export type RowState =
  | { phase: 'planned' }
  | { phase: 'waiting' }
  | { phase: 'moving' }
  /** `job` null: found out later by the record. */
  | { phase: 'moved'; job: Job | null }
  /** It is kept, and waits for somebody's approval. */
  | { phase: 'kept'; request: ChangeRequest }
  | { phase: 'refused'; error: unknown }
  /** Nobody knows yet what came of it; the others go on. */
  | { phase: 'unknown'; error: Error }

export type OneMove = { jobId: string; input: CreateMoveInput }

const planned: RowState = { phase: 'planned' }

function stateAfter(error: unknown): RowState {
  if (error instanceof WaitsForApproval) return { phase: 'kept', request: error.request }
  return isOutcomeUnknown(error) ? { phase: 'unknown', error } : { phase: 'refused', error }
}

/** Carries moves out one after the other. What was asked for goes on by itself when the page is closed, the rest does not. */
export function useMoveMany({ instanceId, zoneId }: ZonePlace) {
  const { mutateAsync } = useMoveJob(instanceId, zoneId)
  const [states, setStates] = useState<Readonly<Record<string, RowState>>>({})
  const isUnderWay = useRef(false)
  const [isRunning, setRunning] = useState(false)

  const put = useCallback(
    (jobId: string, state: RowState) => setStates((now) => ({ ...now, [jobId]: state })),
    [],
  )

  async function one({ jobId, input }: OneMove) {
    put(jobId, { phase: 'moving' })
    try {
      put(jobId, { phase: 'moved', job: await mutateAsync({ jobId, input }) })
    } catch (error) {
      put(jobId, stateAfter(error))
    }
  }

  async function run(moves: readonly OneMove[]) {
    // A second click may come before the first has changed anything on the page.
    if (isUnderWay.current) return
    isUnderWay.current = true
    setRunning(true)
    for (const { jobId } of moves) put(jobId, { phase: 'waiting' })
    for (const move of moves) await one(move)
    isUnderWay.current = false
    setRunning(false)
  }

  useEffect(() => {
    if (!isRunning) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isRunning])

  return { stateOf: (jobId: string) => states[jobId] ?? planned, put, run, isRunning }
}
