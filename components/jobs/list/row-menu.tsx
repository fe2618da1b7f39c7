'use client'

import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { jobLabel } from '@/lib/jobs/label'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { JobSwitch } from '../use-job-switch'

export function RowMenu({
  job,
  place: { instanceId, zoneId },
  toggle,
  onDelete,
}: {
  job: Job
  place: ZonePlace
  toggle: JobSwitch
  onDelete: () => void
}) {
  const waits = toggle.wanted !== null && 'IBM has not confirmed the last change yet.'
  return (
    <Menu
      label={`More for ${jobLabel(job)}`}
      data-row-menu
      trigger={<Icon name="more" />}
      items={[
        { label: 'Open', href: routes.job(instanceId, zoneId, job.id) },
        { label: 'Edit', href: routes.editJob(instanceId, zoneId, job.id) },
        {
          label: job.enabled ? 'Pause' : 'Resume',
          onSelect: () => toggle.set(!job.enabled),
          notYet: waits,
        },
        { label: 'Delete…', danger: true, onSelect: onDelete, notYet: waits },
      ]}
    />
  )
}
