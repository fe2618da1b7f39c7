'use client'

import { useMemo, useState } from 'react'
import { type StepId, stepIds } from './steps'

/** Why *Next* is held back; `goOn` where the person may decide otherwise. */
export type Gate = { reason: string | null; goOn?: (() => void) | undefined }
export type OnGate = (reason: string | null, goOn?: () => void) => void

/** What each step says of whether one may go on; undefined until it has said so. */
export function useGates(): [gates: Partial<Record<StepId, Gate>>, onGate: Record<StepId, OnGate>] {
  const [gates, setGates] = useState<Partial<Record<StepId, Gate>>>({})
  const onGate = useMemo(() => {
    const tell =
      (step: StepId): OnGate =>
      (reason, goOn) =>
        setGates((now) => ({ ...now, [step]: { reason, goOn } }))
    return Object.fromEntries(stepIds.map((step) => [step, tell(step)])) as Record<StepId, OnGate> // One for each id.
  }, [])
  return [gates, onGate]
}
