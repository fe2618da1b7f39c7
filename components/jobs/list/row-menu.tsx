'use client'

import type { Toggle } from '@/components/states/toggle'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { approvalLabel, waitsInAnyCase } from '@/lib/grants/approval'
import { jobLabel } from '@/lib/jobs/label'
import { isMoving } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { useWays } from '@/lib/queries/ways'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

export function RowMenu({
  job,
  place,
  toggle,
  onDelete,
}: {
  job: Job
  place: ZonePlace
  toggle: Toggle
  onDelete: () => void
}) {
  const { instanceId, zoneId } = place
  const needsApproval = waitsInAnyCase(useWays(place))
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
        {
          label: approvalLabel('Edit', needsApproval),
          href: routes.editJob(instanceId, zoneId, job.id),
          lacks: lacksWriter,
        },
        {
          label: approvalLabel(job.enabled ? 'Pause' : 'Resume', needsApproval),
          onSelect: () => toggle.set(!job.enabled),
          notYet: waits,
          lacks: lacksWriter,
        },
        {
          label: approvalLabel('Move to…', needsApproval),
          href: routes.moveJob(instanceId, zoneId, job.id),
          notYet: isMoving(job) && 'A move of this job is under way.',
          lacks: lacksManager,
        },
        {
          label: approvalLabel('Delete…', needsApproval),
          danger: true,
          onSelect: onDelete,
          notYet: waits,
          lacks: lacksManager,
        },
      ]}
    />
  )
}
