'use client'

import { type Toggle, toggleOf } from '@/components/states/toggle'
import { useTellWaits } from '@/components/states/use-waits'
import { useKnownOutcome } from '@/lib/queries/known-outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import { useUpdateRetention } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'

/** Turns log retention on or off; at work until IBM's own answer has been read. */
export function useRetention(instanceId: string, zoneId: string): Toggle {
  const update = useUpdateRetention(instanceId, zoneId)
  const outcome = useKnownOutcome(update.error)
  const tellWaits = useTellWaits()

  const set = (enabled: boolean) =>
    update.mutate(enabled, {
      onError: (error) => {
        if (!(error instanceof WaitsForApproval)) return
        update.reset()
        tellWaits(routes.change(error.request.id))
      },
    })

  return toggleOf(update, update.variables ?? null, set, outcome)
}
