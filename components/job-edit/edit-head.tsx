'use client'

import { Button } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { formatClock } from '@/components/ui/time'
import { useTicker } from '@/components/ui/use-ticker'
import { datasetLabel } from '@/lib/logs/dataset'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from './zone-place'

/** Which job is edited, and what is kept of the draft. */
export function EditHead({
  place: { instanceId, zoneId },
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
  const name = job.name?.trim() || `no name · id ${job.id}`
  const at = useTicker((now) => (savedAt === null ? '' : formatClock(savedAt, now)))
  return (
    <PageTitle
      title={`Edit ${name}`}
      aside={datasetLabel(job.dataset)}
      crumbs={[
        { label: 'Zones', href: routes.home() },
        { label: zoneName ?? 'Zone', href: routes.zone(instanceId, zoneId) },
        { label: name, href: routes.job(instanceId, zoneId, job.id) },
      ]}
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
