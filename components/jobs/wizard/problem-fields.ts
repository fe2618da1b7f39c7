import { formKinds } from '@/lib/destinations/forms'
import type { JobDraft } from '@/lib/jobs/draft'
import { type DraftPath, draftPath } from '@/lib/jobs/paths'
import type { StepId } from './steps'

export type ProblemField = { path: string; message: string }
export type PlacedProblem = { step: StepId; name: DraftPath; message: string }

function stepOf(name: DraftPath): StepId {
  if (name.endsWith('.ownershipToken')) return 'ownership'
  return formKinds.some((kind) => name.startsWith(`${kind}.`)) ? 'destination' : 'logs'
}

/** Complaints of the API about a new job, with the fields and steps that hold them; those without a field are left out. */
export function placeErrors(
  draft: Pick<JobDraft, 'kind' | 'https'>,
  code: string,
  errors: readonly ProblemField[],
): PlacedProblem[] {
  return errors.flatMap(({ path, message }) => {
    const name = draftPath(draft, path, code)
    return name === null ? [] : [{ step: stepOf(name), name, message }]
  })
}
