'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { PageTitle } from '@/components/ui/page-title'
import { showToast } from '@/components/ui/toast'
import { useCopy } from '@/components/ui/use-copy'
import { approvalLabel, waitsInAnyCase } from '@/lib/grants/approval'
import { datasetLabel } from '@/lib/jobs/dataset'
import { jobTitle } from '@/lib/jobs/label'
import { isMoving } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { useWays } from '@/lib/queries/ways'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'

/** Name, dataset, and what can be done to the job as a whole. */
export function JobHead({
  job,
  place,
  zoneName,
  wanted,
  onSwitch,
  onCopyAs,
  onDelete,
}: {
  job: Job
  place: ZonePlace
  zoneName: string | undefined
  /** What is asked of IBM and not confirmed yet; null: nothing. */
  wanted: boolean | null
  onSwitch: (enabled: boolean) => void
  onCopyAs: () => void
  onDelete: () => void
}) {
  const needsApproval = waitsInAnyCase(useWays(place))
  const lacksWriter = useLack(place.instanceId, 'Writer')
  const lacksManager = useLack(place.instanceId, 'Manager')
  const waits = wanted !== null && 'IBM has not confirmed the last change yet.'
  const turnOn = wanted ?? !job.enabled
  const { copy } = useCopy()
  return (
    <PageTitle
      title={jobTitle(job)}
      crumbs={jobCrumbs(place, zoneName)}
      aside={datasetLabel(job.dataset)}
      actions={
        <>
          <ButtonLink
            href={routes.editJob(place.instanceId, place.zoneId, job.id)}
            lacks={lacksWriter}
            reason="start"
          >
            Edit
          </ButtonLink>
          <Button
            // Turning it on is then the one thing to do here, where anything can still arrive.
            variant={turnOn && canArrive(job) ? 'primary' : 'secondary'}
            lacks={lacksWriter}
            // Said at the button before it.
            reason="hidden"
            busy={wanted !== null}
            busyLabel={turnOn ? 'Resuming…' : 'Pausing…'}
            onClick={() => onSwitch(!job.enabled)}
          >
            {turnOn ? 'Resume' : 'Pause'}
          </Button>
          <Menu
            label="More"
            trigger={<Icon name="more" />}
            triggerClassName="inline-grid h-8 w-9 place-items-center rounded-control border border-edge bg-surface hover:bg-sunken touch:h-11 touch:w-11"
            items={[
              {
                label: 'Copy ID',
                onSelect: () => {
                  copy(job.id)
                  showToast({ text: `ID ${job.id} copied.` })
                },
              },
              { label: 'Copy as…', onSelect: onCopyAs },
              {
                label: approvalLabel('Move to…', needsApproval),
                href: routes.moveJob(place.instanceId, place.zoneId, job.id),
                notYet: isMoving(job) && 'A move of this job is under way.',
                lacks: lacksManager,
              },
              {
                label: approvalLabel('Delete job…', needsApproval),
                danger: true,
                apart: true,
                onSelect: onDelete,
                notYet: waits,
                lacks: lacksManager,
              },
            ]}
          />
        </>
      }
    />
  )
}

/** What IBM disabled fails again until its destination is fixed, and nothing arrives at a leftover. */
const canArrive = ({ state, destination }: Job) =>
  state !== 'disabled_by_service' && destination.kind !== 'logdna'
