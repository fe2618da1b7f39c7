import type { Happening, Overview } from '@/lib/schemas/overview'

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

/** One line a kind, of the jobs it happened to; what there is none of is left out. By whom is told of the newest. */
export function happeningWords({
  sinceYesterday: all,
  happened,
}: Pick<Overview, 'sinceYesterday' | 'happened'>): HappeningWords[] {
  return kinds.flatMap(({ kind, one, many }) => {
    const found = all.filter((happening) => happening.kind === kind)
    const { jobs, outside } = happened.find((of) => of.kind === kind) ?? { jobs: 0, outside: 0 }
    if (jobs === 0) return []
    const by = byWords(found)
    return {
      count: jobs,
      words: jobs === 1 ? one : many,
      by,
      outside: outsideWords(jobs, outside, by),
    }
  })
}

function outsideWords(jobs: number, outside: number, by: string): string {
  if (outside === 0) return ''
  if (outside < jobs) return `${outside.toLocaleString('en')} of them not through this dashboard`
  return by === '' ? 'not through this dashboard' : 'also not through this dashboard'
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
