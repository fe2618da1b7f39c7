import type { DraftError, destinationErrors } from '@/components/destinations/draft-errors'
import type { StepId } from '@/components/jobs/wizard/steps'
import type { JobDraft } from '@/lib/jobs/draft'
import { checkName } from '@/lib/jobs/job-name'

/**
 * What is wrong with the fields of a step when one wants to leave it, in their order on the page. `reason`: what the
 * step itself says of why one can't go on. `judge`: what `judgeChunk` brings.
 */
export function stepErrors(
  step: StepId,
  draft: JobDraft,
  reason: string | null,
  judge: { destinationErrors: typeof destinationErrors },
): DraftError[] {
  switch (step) {
    case 'destination':
      return judge.destinationErrors(draft)
    case 'logs':
      return logsErrors(draft, reason)
    default:
      return []
  }
}

function logsErrors(
  { name, logs: { choice, names } }: JobDraft,
  reason: string | null,
): DraftError[] {
  const check = checkName(name)
  const hasNone = choice !== 'all' && choice !== 'default' && names.length === 0
  return [
    // Which of the two it is, none chosen or IBM’s list not read yet, the step knows.
    ...(hasNone && reason ? [{ name: 'logs.names' as const, message: `${reason}.` }] : []),
    ...(check.ok ? [] : [{ name: 'name' as const, message: check.message }]),
  ]
}
