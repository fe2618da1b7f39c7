'use client'

import { Button } from '@/components/ui/button'
import { cutMiddle } from '@/components/ui/middle-cut'
import { type Crumb, PageTitle } from '@/components/ui/page-title'
import { useTicker } from '@/components/ui/use-ticker'
import { datasetLabel } from '@/lib/jobs/dataset'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatClock } from '@/lib/time'

/** "unnamed · id 84120" where IBM has none; cut in the middle where it would fill a screen. */
export function editName({ id, name }: Pick<Job, 'id' | 'name'>): string {
  return cutMiddle(name?.trim() || `unnamed · id ${id}`, 60, 20)
}

/** Zones, the zone, the job. */
export function editCrumbs(
  { instanceId, zoneId }: ZonePlace,
  zoneName: string | undefined,
  job: Pick<Job, 'id' | 'name'>,
): Crumb[] {
  return [
    { label: 'Zones', href: routes.home() },
    { label: zoneName ?? 'Zone', href: routes.zone(instanceId, zoneId) },
    { label: editName(job), href: routes.job(instanceId, zoneId, job.id) },
  ]
}

/** Which job is edited, and what is kept of the draft. */
export function EditHead({
  place,
  zoneName,
  job,
  savedAt,
  onDiscard,
}: {
  place: ZonePlace
  zoneName: string | undefined
  job: Job
  /** null: nothing is kept. */
  savedAt: string | null
  onDiscard: () => void
}) {
  const at = useTicker((now) => (savedAt === null ? '' : formatClock(savedAt, now)))
  return (
    <PageTitle
      title={`Edit ${editName(job)}`}
      aside={datasetLabel(job.dataset)}
      crumbs={editCrumbs(place, zoneName, job)}
      actions={
        savedAt !== null && (
          <div className="flex items-center gap-1">
            <span className="text-table text-ink-3">Draft kept {at}, without keys and tokens</span>
            <Button variant="quiet" onClick={onDiscard} className="-me-3">
              Discard changes
            </Button>
          </div>
        )
      }
    />
  )
}
