import type { Happening } from '@/lib/schemas/overview'

/** A line of "since yesterday": how many, of what, by whom; `outside` where some were not made here. */
export type HappeningWords = { count: number; words: string; by: string; outside: string }

const kinds: readonly { kind: Happening['kind']; one: string; many: string }[] = [
  { kind: 'created', one: 'job created', many: 'jobs created' },
  { kind: 'changed', one: 'job changed', many: 'jobs changed' },
  { kind: 'gone', one: 'job gone', many: 'jobs gone' },
  { kind: 'paused', one: 'job paused', many: 'jobs paused' },
  { kind: 'resumed', one: 'job resumed', many: 'jobs resumed' },
  { kind: 'failing', one: 'newly failing', many: 'newly failing' },
  { kind: 'disabled', one: 'disabled by IBM', many: 'disabled by IBM' },
  { kind: 'recovered', one: 'recovered', many: 'recovered' },
]

/** One line a kind, of the jobs it happened to; what there is none of is left out. */
export function happeningWords(all: readonly Happening[]): HappeningWords[] {
  return kinds.flatMap(({ kind, one, many }) => {
    const found = all.filter((happening) => happening.kind === kind)
    const jobs = new Set(found.map(({ zone, job }) => `${zone.id} ${job.id}`))
    if (jobs.size === 0) return []
    const outside = found.filter(({ isOutside }) => isOutside).length
    return {
      count: jobs.size,
      words: jobs.size === 1 ? one : many,
      by: byWords(found),
      outside:
        outside === 0
          ? ''
          : outside === found.length
            ? 'not through this dashboard'
            : `${outside} of them not through this dashboard`,
    }
  })
}

/** "5 by Jakub Wiśniewski, 1 by Ines Brandt"; one person alone without a number. */
function byWords(found: readonly Happening[]): string {
  const people = Map.groupBy(
    found.filter(({ by }) => by !== null),
    ({ by }) => by ?? '',
  )
  if (people.size === 1) return `by ${[...people.keys()][0]}`
  return [...people]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, 3)
    .map(([name, own]) => `${own.length} by ${name}`)
    .join(', ')
}
