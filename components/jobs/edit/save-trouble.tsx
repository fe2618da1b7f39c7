'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/queries/fetcher'
import type { Saving } from './use-save'

/** Why the change is not saved, or why nobody knows; nothing where there is nothing to say. */
export function SaveTrouble({ saving, onReadAgain }: { saving: Saving; onReadAgain: () => void }) {
  switch (saving.phase) {
    case 'refused':
      return (
        <ErrorNotice
          title="The change was not saved."
          error={saving.error}
          hint={hintOf(saving.error)}
        />
      )
    case 'reading':
      return (
        <Notice tone="warn" role="alert" title="We don’t know whether the change was saved.">
          The connection broke after sending. We are reading the job back; don’t press again.
        </Notice>
      )
    case 'not_saved':
      return (
        <Notice tone="warn" role="alert" title="It was not saved; nothing is lost, try again.">
          The job was read back, and it is as it was.
        </Notice>
      )
    case 'unclear':
      return (
        <Notice tone="warn" role="alert" title="We can’t tell whether the key was taken.">
          The connection broke after sending, and a key does not show when the job is read. Save
          again: the same key twice does no harm.
        </Notice>
      )
    case 'unreadable':
      return (
        <Notice
          tone="warn"
          role="alert"
          title="We don’t know whether the change was saved."
          actions={<Button onClick={onReadAgain}>Read it again</Button>}
        >
          The connection broke after sending, and the job can’t be read now. Your changes are kept
          here.
        </Notice>
      )
    default:
      return null
  }
}

function hintOf(error: unknown): string {
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'not_found') return 'The job is not there any more. Your changes are kept here.'
  return 'Your changes are kept here.'
}
