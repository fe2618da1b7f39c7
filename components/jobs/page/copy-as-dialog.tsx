'use client'

import { Exports } from '@/components/jobs/exports'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { fromJob } from '@/lib/export/from-job'
import type { Job } from '@/lib/schemas/job'
import { shortTitle } from '../job-label'

/** A job that exists as a command or a text that creates it again, here or in another zone. */
export function CopyAsDialog({
  zoneId,
  job,
  open,
  onClose,
}: {
  zoneId: string
  job: Job
  open: boolean
  onClose: () => void
}) {
  const exported = fromJob(job, zoneId)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Copy ${shortTitle(job)} as`}
      width="wide"
      footer={
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      }
    >
      {'unavailable' in exported ? (
        <Notice>{exported.unavailable}</Notice>
      ) : (
        <Exports
          label="Create this job again without the dashboard"
          does="Creates the same job again; replace the zone ID to create it in another zone."
          job={exported}
        />
      )}
    </Dialog>
  )
}
