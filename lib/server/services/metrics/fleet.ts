import 'server-only'
import { type JobNow, lostSeconds } from '@/lib/fleet/cells'
import { knownDataset } from '@/lib/jobs/dataset'
import { jobState } from '@/lib/schemas/job'
import { fourDatasets } from '../overview/judged'

// What the picture says in numbers.

/** IBM may name datasets that we don't know, but not as many as it likes: each is a series of every state. */
const mostDatasets = 24
const plain = /^[a-z0-9_]{1,48}$/
const other = 'other'

/** Jobs that should have sent something lately. */
const sending: ReadonlySet<string> = new Set(['delivering', 'late', 'failing'])

export type DatasetNumbers = {
  jobs: Map<string, number>
  /** Seconds since the last delivery, of jobs that should deliver; null: there are none that ever did. */
  delays: { median: number; p95: number; max: number } | null
  /** Of the gaps that are open. */
  lostSeconds: number
}

/** The label of a dataset: its name where it is one of few, else `other`. */
export function labelsOf(names: Iterable<string | null>): (name: string | null) => string {
  const known = new Set(fourDatasets)
  const more = [...new Set(names)]
    .map((name) => knownDataset(name) ?? name)
    .filter((name) => name !== null && !known.has(name) && plain.test(name))
    .sort()
  for (const name of more) if (name !== null && known.size < mostDatasets) known.add(name)
  return (name) => {
    const own = knownDataset(name) ?? name
    return own !== null && known.has(own) ? own : other
  }
}

/** By the label of the dataset; of the four that we know also where there are no jobs. */
export function fleetNumbers(
  jobs: readonly JobNow[],
  labelOf: (name: string | null) => string,
  nowMs: number,
): Map<string, DatasetNumbers> {
  const sets = Map.groupBy(jobs, ({ job }) => labelOf(job.dataset))
  for (const dataset of fourDatasets) if (!sets.has(dataset)) sets.set(dataset, [])
  return new Map([...sets].map(([dataset, own]) => [dataset, numbersOf(own, nowMs)]))
}

function numbersOf(jobs: readonly JobNow[], nowMs: number): DatasetNumbers {
  const states = new Map(jobState.options.map((state) => [state as string, 0]))
  for (const { standing } of jobs) states.set(standing.state, (states.get(standing.state) ?? 0) + 1)
  return {
    jobs: states,
    delays: delaysOf(jobs, nowMs),
    lostSeconds: jobs.reduce((sum, job) => sum + (lostSeconds(job, nowMs) ?? 0), 0),
  }
}

function delaysOf(jobs: readonly JobNow[], nowMs: number): DatasetNumbers['delays'] {
  const ages = jobs
    .flatMap(({ job, standing }) =>
      sending.has(standing.state) && job.completeMs !== null ? [job.completeMs] : [],
    )
    .map((completeMs) => Math.max(0, (nowMs - completeMs) / 1_000))
    .sort((one, more) => one - more)
  if (ages.length === 0) return null
  const at = (share: number) => ages[Math.ceil(share * ages.length) - 1] ?? 0
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}
