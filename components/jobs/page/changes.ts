import type { JobHistory } from '@/lib/schemas/history'

type Outside = JobHistory['outside'][number]

/** Something that was done to a job: through this dashboard, or by other means. */
export type Change<Item> =
  | { at: string; item: Item; outside?: never }
  | { at: string; outside: Outside; item?: never }

const words: Record<Outside['kind'], string> = {
  created: 'Created',
  changed: 'Changed',
  gone: 'Deleted',
  paused: 'Paused',
  resumed: 'Resumed',
}

export const outsideWords = ({ kind }: Outside): string => words[kind]

/** Both in one order, the newest first. */
export function changesOf<Item extends { at: string }>(
  items: readonly Item[],
  outside: readonly Outside[],
): readonly Change<Item>[] {
  const all: Change<Item>[] = [
    ...items.map((item) => ({ at: item.at, item })),
    ...outside.map((one) => ({ at: one.at, outside: one })),
  ]
  return all.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

/** What is said where nothing is known to have been done. `days`: of so many it was looked; null: nobody has, or could not say. */
export const noChanges = (days: number | null): string =>
  days === null
    ? 'No changes through this dashboard.'
    : `No changes through this dashboard, and none seen in ${days} days that were made with other tools.`
