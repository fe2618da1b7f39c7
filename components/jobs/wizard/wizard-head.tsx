'use client'

import { Button } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { useTicker } from '@/components/ui/use-ticker'
import { routes } from '@/lib/routes'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatClock } from '@/lib/time'

/** Where the job will be, and what is kept of its draft. */
export function WizardHead({
  place,
  zoneName,
  savedAt,
  without,
  onDiscard,
}: {
  place: ZonePlace
  zoneName: string | undefined
  /** null: nothing is kept yet. */
  savedAt: string | null
  /** The secret that is never kept. */
  without: string
  onDiscard: () => void
}) {
  return (
    <PageTitle
      title="New job"
      crumbs={[
        { label: 'Zones', href: routes.home() },
        { label: zoneName ?? 'This zone', href: routes.zone(place.instanceId, place.zoneId) },
      ]}
      actions={
        savedAt !== null && (
          <div className="flex items-center gap-1 max-md:hidden">
            <span className="text-table text-ink-3">
              <DraftAge savedAt={savedAt} />, without {without}
            </span>
            <Button variant="quiet" onClick={onDiscard} className="-me-3">
              Discard draft
            </Button>
          </div>
        )
      }
    />
  )
}

/** "Draft kept 09:41". */
export function DraftAge({ savedAt }: { savedAt: string }) {
  const at = useTicker((now) => formatClock(savedAt, now))
  return <>Draft kept {at}</>
}
