'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { wordToType } from '@/lib/jobs/label'
import { useDeleteJob } from '@/lib/queries/jobs'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortLabel } from './job-label'
import { lossOfDeleting } from './loss-of-deleting'

/**
 * Asks before a job is deleted, by its typed name. `others`: the zone's other jobs, where they are known. `onDeleted`
 * comes after IBM's list has lost it.
 */
export function DeleteJobDialog({
  place,
  zoneName,
  job,
  others,
  open,
  onClose,
  onDeleted,
}: {
  place: ZonePlace
  zoneName: string
  job: Job
  others?: readonly Job[]
  open: boolean
  onClose: () => void
  onDeleted: () => void
}) {
  const remove = useDeleteJob(place.instanceId, place.zoneId)
  const word = wordToType(job)
  const byName = word !== job.id

  function close() {
    remove.reset()
    onClose()
  }

  function confirm() {
    remove.mutateAsync(job.id).then(
      () => {
        showToast({ text: `${shortLabel(job)} deleted. Its settings are kept in Activity.` })
        onDeleted()
      },
      () => {
        // `error` has it; it is shown in the dialog.
      },
    )
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      onConfirm={confirm}
      title={`Delete ${byName ? word : `job ${job.id}`}?`}
      confirmLabel="Delete job"
      busyLabel="Deleting…"
      busy={remove.isPending}
      typeToConfirm={word}
      typeLabel={
        byName ? 'Type the job’s name to confirm' : `Type the job’s id, ${word}, to confirm`
      }
      problem={
        remove.error && <ErrorNotice title="The job was not deleted." error={remove.error} />
      }
    >
      {lossOfDeleting(job, zoneName, others)} Delivered files are not affected. A deleted job can’t
      be restored; its settings are kept in Activity.
    </ConfirmDialog>
  )
}
