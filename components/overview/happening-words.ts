import { formatCount } from '@/lib/count'
import { jobLabel } from '@/lib/jobs/label'
import { routes } from '@/lib/routes'
import type { Happening, Overview } from '@/lib/schemas/overview'
import { readableName } from './zone-name'

/**
 * A line of "since yesterday": how many, of what, by whom; `outside` where some were not made here. `named`: the jobs that it
 * happened to last, each once, and `more` of which there are besides. `all`: each that is known, the newest first.
 */
export type HappeningWords = {
  kind: Happening['kind']
  count: number
  words: string
  by: string
  outside: string
  named: readonly Happening[]
  more: number
  all: readonly Happening[]
}

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

/** So many names a line has: the coverage below must not move far down. */
const mostNamed = 2

/** One line a kind, of the jobs it happened to; what there is none of is left out. By whom is told of the newest. */
export function happeningWords({
  sinceYesterday,
  happened,
}: Pick<Overview, 'sinceYesterday' | 'happened'>): HappeningWords[] {
  return kinds.flatMap(({ kind, one, many }) => {
    const all = sinceYesterday.filter((happening) => happening.kind === kind)
    const { jobs, outside } = happened.find((of) => of.kind === kind) ?? { jobs: 0, outside: 0 }
    if (jobs === 0) return []
    const by = byWords(all)
    const named = eachJob(all).slice(0, mostNamed)
    return {
      kind,
      count: jobs,
      words: jobs === 1 ? one : many,
      by,
      outside: outsideWords(jobs, outside, by),
      named,
      more: jobs - named.length,
      all,
    }
  })
}

/** Of each job the newest. */
function eachJob(all: readonly Happening[]): Happening[] {
  const jobs = new Map<string, Happening>()
  for (const happening of all) {
    const key = `${happening.zone.id} ${happening.job.id}`
    if (!jobs.has(key)) jobs.set(key, happening)
  }
  return [...jobs.values()]
}

/** "checkout-http" of "shop.example", and where it is looked at: its zone where it is gone; null where that is gone too. */
export function happenedTo({ job, zone, opens }: Happening): {
  name: string
  zoneName: string
  href: string | null
} {
  const told = { name: jobLabel(job), zoneName: readableName(zone.name) }
  if (opens === 'nothing') return { ...told, href: null }
  const href =
    opens === 'job'
      ? routes.job(zone.instanceId, zone.id, job.id)
      : routes.zone(zone.instanceId, zone.id)
  return { ...told, href }
}

/** What is said of one in the whole list: who did it, or that nobody did it here; how often, of what happened by itself. */
export function onceWords({ by, isOutside, count = 1 }: Happening): {
  text: string
  isOutside: boolean
} {
  if (isOutside) return { text: 'not through this dashboard', isOutside }
  if (by !== null) return { text: `by ${by}`, isOutside }
  return { text: count > 1 ? `${formatCount(count)} times, last` : '', isOutside }
}

function outsideWords(jobs: number, outside: number, by: string): string {
  if (outside === 0) return ''
  if (outside < jobs) return `${formatCount(outside)} of them not through this dashboard`
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
