'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { showToast } from '@/components/ui/toast'
import { wordToType } from '@/lib/jobs/label'
import { isLeftover } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import { useKnownOutcome } from '@/lib/queries/known-outcome'
import { useDecideMove } from '@/lib/queries/moves'
import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'
import { shortLabel } from '../job-label'
import { lossOfDeleting } from '../loss-of-deleting'

export type Decision = 'delete' | 'keep'

/** Asks before a move is ended early: the old job goes before the new one has delivered, or both stay. */
export function DecisionDialog({
  place,
  zoneName,
  job,
  move,
  old,
  jobs,
  decision,
  open,
  onClose,
}: {
  place: ZonePlace
  zoneName: string
  /** The one whose page this is. */
  job: Job
  move: Move
  /** undefined: not read. */
  old: Job | undefined
  jobs: readonly Job[] | undefined
  decision: Decision
  open: boolean
  onClose: () => void
}) {
  const decide = useDecideMove(place.instanceId, place.zoneId, job.id)
  const outcome = useKnownOutcome(decide.error)
  const isDelete = decision === 'delete'
  const lacks = useLack(place.instanceId, isDelete ? 'Manager' : 'Writer')
  const label = old ? shortLabel(old) : `Job ${move.oldJobId}`
  // Of a job that can't deliver any more nothing is lost.
  const word = isDelete && old && !isLeftover(old) ? wordToType(old) : undefined

  function close() {
    decide.reset()
    onClose()
  }

  function confirm() {
    decide.mutateAsync({ oldJob: decision }).then(
      () => {
        showToast({ text: isDelete ? `${label} deleted.` : 'Move ended; both jobs are kept.' })
        close()
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
      danger={isDelete}
      title={isDelete ? `Delete ${label} now?` : 'Keep both jobs?'}
      confirmLabel={isDelete ? 'Delete the old job' : 'Keep both'}
      busyLabel={isDelete ? 'Deleting…' : 'Ending…'}
      busy={decide.isPending}
      lacks={lacks}
      {...(word !== undefined && { typeToConfirm: word })}
      typeLabel="Type the old job’s name to confirm"
      problem={
        decide.error &&
        (outcome ? (
          outcome.known && (
            <OutcomeNotice
              outcome={outcome.known}
              what="the old job was deleted"
              notDone="The old job was not deleted."
            />
          )
        ) : (
          <ErrorNotice
            title={isDelete ? 'The old job was not deleted.' : 'The move was not ended.'}
            error={decide.error}
          />
        ))
      }
    >
      {isDelete ? (
        <>
          The new job has not delivered anything yet.{' '}
          {old &&
            lossOfDeleting(
              old,
              zoneName,
              jobs?.filter(({ id }) => id !== move.newJobId),
            )}{' '}
          A deleted job can’t be restored; its settings are kept in Activity.
        </>
      ) : (
        'The move ends here: the new job is no longer watched, and the old one is not deleted. Each takes a slot until you delete one.'
      )}
    </ConfirmDialog>
  )
}
