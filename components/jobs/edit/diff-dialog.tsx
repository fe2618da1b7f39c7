'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { Changes } from '@/lib/jobs/changes'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import { DiffTable } from '../diff-table'
import { shortTitle } from '../job-label'
import { changeCount, saveLabel } from './count-words'
import { effectOf } from './effect-words'
import { RequestText } from './request-text'
import { SaveTrouble } from './save-trouble'
import type { Saving } from './use-save'

/** What will be saved, before it is. The answer, where it is not a yes, stands in it too. */
export function DiffDialog({
  open,
  onClose,
  onSave,
  zoneId,
  job,
  draft,
  changes,
  notes,
  saving,
  waits,
}: {
  open: boolean
  onClose: () => void
  onSave: () => void
  zoneId: string
  /** As it was when the edit began. */
  job: Job
  draft: JobDraft
  changes: Changes
  /** More to say on a row, by what it is about. */
  notes: Readonly<Record<string, ReactNode>>
  saving: Saving
  /** An administrator has to approve it. */
  waits: boolean
}) {
  const { rows, change } = changes
  const effect = effectOf(job, changes)
  const isBusy = saving.phase === 'saving'
  const isVerifying = saving.phase === 'unknown' && saving.outcome.state === 'looking'
  const options = job.logs.otherOptions.map(({ name, value }) => `${name}=${value}`)
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (!isBusy) onClose()
      }}
      title={
        waits
          ? `Request approval of ${changeCount(rows.length)} to ${shortTitle(job)}?`
          : `Save ${changeCount(rows.length)} to ${shortTitle(job)}?`
      }
      footer={
        <>
          <span className="min-w-0 flex-1 basis-40 text-table text-ink-3 max-md:basis-full">
            If someone else has changed the job, nothing is saved and both versions are shown.
          </span>
          <Button onClick={onClose} notYet={isBusy && 'Already in progress.'} reason="hidden">
            Back to editing
          </Button>
          <Button
            variant="primary"
            data-autofocus
            busy={isBusy || isVerifying}
            busyLabel={isVerifying ? 'Verifying…' : waits ? 'Requesting…' : 'Saving…'}
            onClick={onSave}
          >
            {saveLabel(rows.length, waits)}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        Only {rows.length === 1 ? 'this change is' : 'these changes are'} sent. The dataset and all
        other settings stay unchanged
        {options.length > 0 && (
          <>
            , <span className="text-code">{options.join(' ')}</span> included
          </>
        )}
        .
      </p>
      <DiffTable rows={rows} notes={notes} />
      {effect.heeds.map((text) => (
        <Notice key={text} tone="warn">
          {text}
        </Notice>
      ))}
      <Notice>
        {effect.text}
        {effect.oldPlace && (
          <>
            {' '}
            under <span className="text-code wrap-anywhere">{effect.oldPlace}</span>
          </>
        )}
        {change.destination && (effect.oldPlace ? '.' : ' at the current destination.')}
      </Notice>
      {waits && (
        <Notice>
          An administrator has to approve this. It is sent to IBM then, if the job has not been
          changed meanwhile.
        </Notice>
      )}
      <RequestText zoneId={zoneId} job={job} draft={draft} change={change} />
      <SaveTrouble saving={saving} />
    </Dialog>
  )
}
