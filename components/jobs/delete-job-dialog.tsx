'use client'

import { useEffect, useEffectEvent } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { useTellWaits } from '@/components/states/use-waits'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { waitsInAnyCase } from '@/lib/grants/approval'
import { wordToType } from '@/lib/jobs/label'
import { useLack } from '@/lib/queries/access'
import { useDeleteJob } from '@/lib/queries/jobs'
import { knownOutcome } from '@/lib/queries/known-outcome'
import { useOutcome } from '@/lib/queries/outcome'
import { WaitsForApproval } from '@/lib/queries/waits'
import { useWays } from '@/lib/queries/ways'
import { routes } from '@/lib/routes'
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
  const lacks = useLack(place.instanceId, 'Manager')
  const remove = useDeleteJob(place.instanceId, place.zoneId)
  const outcome = useOutcome(remove.error)
  const tellWaits = useTellWaits()
  const waits = waitsInAnyCase(useWays(place))
  const word = wordToType(job)
  const byName = word !== job.id

  function close() {
    remove.reset()
    onClose()
  }

  function tell() {
    showToast({ text: `${shortLabel(job)} deleted. Its settings are kept in Activity.` })
    onDeleted()
  }

  function confirm() {
    remove.mutateAsync(job.id).then(tell, (error: unknown) => {
      // Others `error` has; they are shown in the dialog.
      if (!(error instanceof WaitsForApproval)) return
      close()
      tellWaits(routes.change(error.request.id))
    })
  }

  const onFound = useEffectEvent(() => {
    remove.reset()
    tell()
  })
  const isDone = outcome?.state === 'done'
  useEffect(() => {
    if (isDone) onFound()
  }, [isDone])

  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      onConfirm={confirm}
      title={`Delete ${byName ? word : `job ${job.id}`}?`}
      confirmLabel={waits ? 'Request approval' : 'Delete job'}
      busyLabel={waits ? 'Requesting…' : 'Deleting…'}
      busy={remove.isPending}
      lacks={lacks}
      typeToConfirm={word}
      typeLabel={
        byName ? 'Type the job’s name to confirm' : `Type the job’s ID, ${word}, to confirm`
      }
      problem={remove.error && <NotDeleted error={remove.error} outcome={outcome} />}
    >
      {lossOfDeleting(job, zoneName, others)} Delivered files are not affected. A deleted job can’t
      be restored; its settings are kept in Activity.
      {waits && ' An administrator has to approve this; until then the job stays as it is.'}
    </ConfirmDialog>
  )
}

function NotDeleted({ error, outcome }: { error: Error; outcome: ReturnType<typeof useOutcome> }) {
  if (!outcome) return <ErrorNotice title="The job was not deleted." error={error} />
  const known = knownOutcome(outcome, error)
  return (
    known && (
      <OutcomeNotice
        outcome={known}
        what="the job was deleted"
        notDone="The job was not deleted."
      />
    )
  )
}
