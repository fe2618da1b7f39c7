'use client'

import type { Toggle } from '@/components/states/toggle'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { jobLabel } from '@/lib/jobs/label'
import { isMoving } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

export function RowMenu({
  job,
  place: { instanceId, zoneId },
  toggle,
  onDelete,
}: {
  job: Job
  place: ZonePlace
  toggle: Toggle
  onDelete: () => void
}) {
  const lacksWriter = useLack(instanceId, 'Writer')
  const lacksManager = useLack(instanceId, 'Manager')
  const waits = toggle.wanted !== null && 'IBM has not confirmed the last change yet.'
  return (
    <Menu
      label={`More for ${jobLabel(job)}`}
      data-row-menu
      trigger={<Icon name="more" />}
      items={[
        { label: 'Open', href: routes.job(instanceId, zoneId, job.id) },
        { label: 'Edit', href: routes.editJob(instanceId, zoneId, job.id), lacks: lacksWriter },
        {
          label: job.enabled ? 'Pause' : 'Resume',
          onSelect: () => toggle.set(!job.enabled),
          notYet: waits,
          lacks: lacksWriter,
        },
        {
          label: 'Move to…',
          href: routes.moveJob(instanceId, zoneId, job.id),
          notYet: isMoving(job) && 'A move of this job is under way.',
          lacks: lacksManager,
        },
        { label: 'Delete…', danger: true, onSelect: onDelete, notYet: waits, lacks: lacksManager },
      ]}
    />
  )
}
