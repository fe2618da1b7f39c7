import { type JobDraft, ownershipProgress } from '@/lib/jobs/draft'

export const stepIds = ['destination', 'ownership', 'logs', 'review'] as const
export type StepId = (typeof stepIds)[number]

export const stepLabels: Record<StepId, string> = {
  destination: 'Destination',
  ownership: 'Ownership',
  logs: 'Logs',
  review: 'Review',
}

/** The step an address asks for; the first one when it asks for none that there is. */
export function stepOf(text: string | null): StepId {
  return stepIds.find((step) => step === text) ?? 'destination'
}

/** The steps that this draft goes through: with a key there is nothing to be proven about the bucket. */
export function stepsFor(draft: JobDraft): readonly StepId[] {
  return ownershipProgress(draft) === 'not_needed'
    ? stepIds.filter((step) => step !== 'ownership')
    : stepIds
}

/** The step to show: one that the draft skips gives way to the next. */
export function stepToShow(asked: StepId, draft: JobDraft): StepId {
  return stepsFor(draft).includes(asked) ? asked : 'logs'
}

/** The steps before and after, for the foot; undefined at the ends. */
export function neighbours(step: StepId, draft: JobDraft): { before?: StepId; after?: StepId } {
  const steps = stepsFor(draft)
  const at = steps.indexOf(step)
  const [before, after] = [steps[at - 1], steps[at + 1]]
  return { ...(before && { before }), ...(after && { after }) }
}
