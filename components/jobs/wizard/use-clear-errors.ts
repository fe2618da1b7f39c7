'use client'

import { useEffect } from 'react'
import type { FieldPath, UseFormReturn } from 'react-hook-form'
import type { JobDraft } from '@/lib/jobs/draft'

/** A complaint about a field goes as soon as the field is changed; the next look at the form brings it back if need be. */
export function useClearErrors(
  form: Pick<UseFormReturn<JobDraft>, 'subscribe' | 'clearErrors'>,
): void {
  const { subscribe, clearErrors } = form
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          // Named by the form itself when one of its fields changes; without a name it was reset.
          if (name) clearErrors(name as FieldPath<JobDraft>)
        },
      }),
    [subscribe, clearErrors],
  )
}
