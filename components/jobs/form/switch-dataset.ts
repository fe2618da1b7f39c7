import { datasetWords } from '@/lib/jobs/dataset'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Dataset } from '@/lib/schemas/logs'
import { type Choice, labelOf } from './choice'

type Logs = JobDraft['logs']

/** The choice that each dataset had, and the last list of one's own, for as long as the form lives. */
export type Visit = { choices: Map<Dataset, Choice>; lists: Map<string, Choice> }

export const newVisit = (): Visit => ({ choices: new Map(), lists: new Map() })

/**
 * Another dataset: the one left keeps its choice, the other gets its own back. A first visit carries a preset over;
 * a list of names means nothing elsewhere, so it begins with IBM's own set.
 */
export function switchDataset(logs: Logs, to: Dataset, visit: Visit): { logs: Logs; told: string } {
  const { dataset: from, choice, names } = logs
  visit.choices.set(from, { choice, names })
  const before = visit.choices.get(to)
  const next: Choice = before ?? { choice: choice === 'list' ? 'default' : choice, names: [] }
  const [left, now] = [datasetWords[from].label, datasetWords[to].label]
  const same = next.choice === choice && choice !== 'list'
  const told = same
    ? `${now} have different fields; the preset stays ${labelOf(choice)}.`
    : `${now} have different fields: ${labelOf(next.choice)} is selected${before ? ', as before' : ''}. Your selection for ${left} (${labelOf(choice)}) is kept.`
  return { logs: { ...logs, dataset: to, ...next }, told }
}
