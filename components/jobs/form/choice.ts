import { defaultFields, type PresetId, presets } from '@/lib/fields/presets'
import { knownDataset } from '@/lib/jobs/dataset'
import type { FieldChoice, JobDraft } from '@/lib/jobs/draft'
import type { Dataset } from '@/lib/schemas/logs'

/** Which fields are sent: the part of the draft that the picker changes. */
export type Choice = Pick<JobDraft['logs'], 'choice' | 'names'>

/** A dataset that a job names; only of those we know do presets exist for every purpose. */
export type AnyDataset = string

const known: (dataset: AnyDataset) => Dataset | null = knownDataset

const isPreset = (choice: FieldChoice): choice is PresetId => choice !== 'list'

/** Presets whose rule holds for a dataset that we know nothing of. */
const general: readonly PresetId[] = ['all', 'default', 'noPersonalData']

function presetNames(id: PresetId, dataset: AnyDataset, live: readonly string[]): string[] {
  const set = known(dataset)
  if (set === null && !general.includes(id)) return []
  if (set === null && id === 'default') return []
  const preset = presets.find((one) => one.id === id)
  // The general rules don't look at the dataset.
  return preset?.choose(set ?? 'http_requests', live) ?? []
}

/** The names that are ticked: for `default` those that IBM documents, none where it does not. */
export function tickedNames(
  { choice, names }: Choice,
  dataset: AnyDataset,
  live: readonly string[] | null,
): readonly string[] {
  if (live === null || (choice !== 'all' && choice !== 'default')) return names
  return presetNames(choice, dataset, live)
}

/** The choice after a click on a preset. */
export function choosePreset(id: PresetId, dataset: AnyDataset, live: readonly string[]): Choice {
  return { choice: id, names: presetNames(id, dataset, live) }
}

/** Ticks or unticks fields; that makes it one's own list, in IBM's order, fields IBM lists no more at its end. */
export function tick(
  now: Choice,
  change: { names: readonly string[]; on: boolean },
  dataset: AnyDataset,
  live: readonly string[],
): Choice {
  const ticked = new Set(tickedNames(now, dataset, live))
  for (const name of change.names) {
    if (change.on) ticked.add(name)
    else ticked.delete(name)
  }
  const listed = live.filter((name) => ticked.has(name))
  const gone = [...ticked].filter((name) => !live.includes(name))
  return { choice: 'list', names: [...listed, ...gone] }
}

/** A preset's names follow the live list; null where they do already, or where they are a person's own. */
export function followed(now: Choice, dataset: AnyDataset, live: readonly string[]): Choice | null {
  if (!isPreset(now.choice) || now.choice === 'all' || now.choice === 'default') return null
  const names = presetNames(now.choice, dataset, live)
  return sameNames(names, now.names) ? null : { choice: now.choice, names }
}

export const sameNames = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === new Set(a).size

export type Offer = { value: FieldChoice; label: string; count?: number }

/** The segments with their counts. Without the live list only those that need none, and the present one. */
export function offers(
  shown: FieldChoice,
  ticked: number,
  dataset: AnyDataset,
  live: readonly string[] | null,
): Offer[] {
  const offered = presets.filter(({ id }) => {
    if (live === null) return id === 'all' || id === 'default' || id === shown
    return known(dataset) !== null || general.includes(id)
  })
  const set = known(dataset)
  return [
    ...offered.map(({ id, label }): Offer => {
      const isCounted = live !== null && (id !== 'default' || (set && defaultFields(set) !== null))
      const count = isCounted ? { count: presetNames(id, dataset, live).length } : {}
      return { value: id, label, ...count }
    }),
    { value: 'list', label: 'Custom', ...(shown === 'list' ? { count: ticked } : {}) },
  ]
}

/** What the chosen segment means. */
export function helpOf(choice: FieldChoice): string {
  return (
    presets.find(({ id }) => id === choice)?.help ??
    'Exactly the selected fields. New fields from IBM are not added automatically.'
  )
}

/** "All" as it is called in sentences. */
export function labelOf(choice: FieldChoice): string {
  return presets.find(({ id }) => id === choice)?.label ?? 'Custom'
}

/**
 * The few fields of IBM's list that a job lacks which has all others, so probably was made for all of them before
 * IBM added these. IBM tells no dates. Empty: it was made as a choice, or has all.
 */
export function newSince(held: readonly string[], live: readonly string[]): string[] {
  const has = new Set(held)
  const missing = live.filter((name) => !has.has(name))
  return missing.length <= Math.max(1, live.length * 0.1) && missing.length < live.length
    ? missing
    : []
}
