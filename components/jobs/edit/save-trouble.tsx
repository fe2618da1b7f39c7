'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { OutcomeNotice } from '@/components/states/outcome-notice'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/queries/fetcher'
import { knownOutcome } from '@/lib/queries/known-outcome'
import type { Saving } from './use-save'

/** Why the change is not saved, or why nobody knows; nothing where there is nothing to say. */
export function SaveTrouble({ saving }: { saving: Saving }) {
  switch (saving.phase) {
    case 'refused':
      return (
        <ErrorNotice
          title="The change was not saved."
          error={saving.error}
          hint={hintOf(saving.error)}
        />
      )
    case 'unknown': {
      const outcome = knownOutcome(saving.outcome, saving.error)
      return outcome === null ? (
        <Notice tone="warn" role="alert" title="The change was saved.">
          The job can’t be read now, so this page still shows it as it was. Reload the page.
        </Notice>
      ) : (
        <OutcomeNotice
          outcome={outcome}
          what="the change was saved"
          notDone="Not saved; nothing was changed."
        />
      )
    }
    default:
      return null
  }
}

function hintOf(error: unknown): string {
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'not_found') return 'The job no longer exists. Your changes are kept here.'
  return 'Your changes are kept here.'
}
