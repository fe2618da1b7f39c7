'use client'

import type { ComponentProps } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { retentionLoss } from './turn-off-words'

/** Asks before log retention is turned off, with what that means for the zone's jobs. */
export function TurnOffDialog({
  zoneName,
  jobs,
  waits,
  ...dialog
}: Pick<ComponentProps<typeof ConfirmDialog>, 'open' | 'onClose' | 'onConfirm' | 'lacks'> & {
  zoneName: string
  /** How many the zone has; undefined: not known. */
  jobs: number | undefined
  /** An administrator has to approve it. */
  waits: boolean
}) {
  return (
    <ConfirmDialog
      {...dialog}
      title={`Turn off log retention for ${zoneName}?`}
      confirmLabel={waits ? 'Request approval' : 'Turn off'}
      busyLabel="Turning off…"
    >
      {retentionLoss(jobs)}
      {waits && ' An administrator has to approve this; until then it stays on.'}
    </ConfirmDialog>
  )
}
