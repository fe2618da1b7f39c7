'use client'

import { type Outcome, useOutcome } from '@/lib/queries/outcome'
import { useUpdateRetention } from '@/lib/queries/zones'

export type RetentionSwitch = {
  /** What it is on its way to; null: at rest. */
  wanted: boolean | null
  error: Error | null
  failedTo: boolean | null
  /** What became of that try, where its answer left it open; null: it was refused. */
  outcome: Outcome | null
  set: (enabled: boolean) => void
  dismiss: () => void
}

/** Turns log retention on or off; at work until IBM's own answer has been read. */
export function useRetention(instanceId: string, zoneId: string): RetentionSwitch {
  const update = useUpdateRetention(instanceId, zoneId)
  const asked = update.variables ?? null
  return {
    wanted: update.isPending ? asked : null,
    error: update.error,
    failedTo: update.isError ? asked : null,
    outcome: useOutcome(update.error),
    set: update.mutate,
    dismiss: update.reset,
  }
}
