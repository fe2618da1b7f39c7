'use client'

import { ConflictDialog, useWhoWords } from '@/components/jobs/edit/conflict-dialog'
import { threeWay } from '@/components/jobs/edit/three-way'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { changedSince } from '@/lib/jobs/records-of-others'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { Job } from '@/lib/schemas/job'
import type { Edit } from './use-edit'

/** Says that two people edit the same job, and holds the choice. */
export function EditConflict({
  edit,
  theirs,
  items,
  personId,
  open,
  onOpen,
  onKeepMine,
  onTakeTheirs,
}: {
  edit: Edit
  theirs: Job
  items: readonly ActivityItem[]
  personId: string | null
  open: boolean
  onOpen: (open: boolean) => void
  onKeepMine: () => void
  onTakeTheirs: () => void
}) {
  const by = changedSince(items, edit.base.readAtMs, personId)
  const who = useWhoWords(by)
  return (
    <>
      <Notice
        tone="warn"
        className="mt-5"
        title={who}
        actions={<Button onClick={() => onOpen(true)}>Compare</Button>}
      >
        Your changes are kept. Compare both versions and choose one.
      </Notice>
      <ConflictDialog
        open={open}
        onClose={() => onOpen(false)}
        rows={threeWay(edit.base.job, theirs, edit.draft)}
        by={by}
        onKeepMine={onKeepMine}
        onTakeTheirs={onTakeTheirs}
      />
    </>
  )
}
