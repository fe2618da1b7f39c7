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
        <Notice tone="warn" role="alert" title="We don’t know yet whether the change was saved.">
          The connection broke after the request was sent. We keep checking; don’t save it again.
        </Notice>
      )
    case 'not_saved':
      return (
        <Notice tone="warn" role="alert" title="Not saved; nothing was changed.">
          IBM shows the job unchanged. Your changes are kept; try again.
        </Notice>
      )
    case 'unclear':
      return (
        <Notice tone="warn" role="alert" title="We don’t know whether the new key was saved.">
          The connection broke after the request was sent, and IBM never shows a key. Save again:
          sending the same key twice does no harm.
        </Notice>
      )
    case 'unreadable':
      return (
        <Notice
          tone="warn"
          role="alert"
          title="We don’t know yet whether the change was saved."
          actions={<Button onClick={onReadAgain}>Check again</Button>}
        >
          The connection broke after the request was sent, and the job can’t be loaded right now.
          Your changes are kept here.
        </Notice>
      )
    default:
      return null
  }
}

function hintOf(error: unknown): string {
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'not_found') return 'The job no longer exists. Your changes are kept here.'
  return 'Your changes are kept here.'
}
