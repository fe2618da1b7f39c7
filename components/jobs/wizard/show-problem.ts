import type { UseFormReturn } from 'react-hook-form'
import type { JobDraft } from '@/lib/jobs/draft'
import { ApiError } from '@/lib/queries/fetcher'
import { placeErrors } from './problem-fields'
import type { StepId } from './steps'

/** Puts complaints of the API on their fields; gives the step to open, null where no field is complained of. */
export function showProblem(form: UseFormReturn<JobDraft>, error: unknown): StepId | null {
  if (!(error instanceof ApiError)) return null
  const placed = placeErrors(form.getValues(), error.code, error.problem.errors ?? [])
  for (const { name, message } of placed) form.setError(name, { type: 'server', message })
  const step = placed[0]?.step ?? null
  // IBM's no counts for the token as it is: the step is open again.
  if (step === 'ownership') form.setValue('ownership.validated', null)
  return step
}
