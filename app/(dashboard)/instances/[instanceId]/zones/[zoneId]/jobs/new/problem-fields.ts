import type { FieldPath } from 'react-hook-form'
import { destinationField } from '@/components/destinations/form-path'
import type { StepId } from '@/components/wizard/steps'
import type { JobDraft } from '@/lib/job-draft/draft'

export type ProblemField = { path: string; message: string }
export type PlacedProblem = { step: StepId; name: FieldPath<JobDraft>; message: string }

const logsFields: readonly [apiPath: RegExp, name: FieldPath<JobDraft>][] = [
  [/^name$/, 'name'],
  [/^enabled$/, 'enabled'],
  [/^dataset$/, 'logs.dataset'],
  [/^frequency$/, 'logs.frequency'],
  [/^logs\.timestamps/, 'logs.timestamps'],
  [/^logs/, 'logs.names'],
]

function fieldOf(
  kind: JobDraft['kind'],
  code: string,
  path: string,
): Pick<PlacedProblem, 'step' | 'name'> | null {
  if (path === 'destination.ownershipToken')
    return { step: 'ownership', name: 'cos.ownershipToken' }
  if (/^destination(\.|$)/.test(path)) {
    // "In use" is mended by another path; the other complaints are about the place.
    const isPath = code === 'destination_in_use' && kind === 'cos' && path === 'destination'
    const name = isPath ? 'cos.path' : destinationField(kind, path)
    return name && { step: 'destination', name }
  }
  const found = logsFields.find(([pattern]) => pattern.test(path))
  return found ? { step: 'logs', name: found[1] } : null
}

/** Complaints of the API about a new job, with the fields and steps that hold them; those without a field are left out. */
export function placeErrors(
  kind: JobDraft['kind'],
  code: string,
  errors: readonly ProblemField[],
): PlacedProblem[] {
  return errors.flatMap(({ path, message }) => {
    const field = fieldOf(kind, code, path)
    return field ? [{ ...field, message }] : []
  })
}
