'use client'

import { type Toggle, toggleOf } from '@/components/states/toggle'
import { useKnownOutcome } from '@/lib/queries/known-outcome'
import { useUpdateRetention } from '@/lib/queries/zones'

/** Turns log retention on or off; at work until IBM's own answer has been read. */
export function useRetention(instanceId: string, zoneId: string): Toggle {
  const update = useUpdateRetention(instanceId, zoneId)
  const outcome = useKnownOutcome(update.error)
  return toggleOf(update, update.variables ?? null, update.mutate, outcome)
}
