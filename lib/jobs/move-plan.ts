import type { CosInput } from '@/lib/destinations/cos'
import { givenPlace } from '@/lib/destinations/given-place'
import { trimPath } from '@/lib/destinations/path'
import type { DestinationInput, DestinationView } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import { authLabel, destinationLabel } from '@/lib/destinations/words'
import type { Job } from '@/lib/schemas/job'
import type { ChangeRow } from './changes'
import { datasetLabel } from './dataset'
import { checkName, maxNameLength, repairName } from './job-name'
import { optionsText } from './options'
import { isChallenged, isLeftover } from './trouble'

/** What stays as it is. `mono`: machine text. */
export type KeptRow = { what: string; value: string; mono?: boolean }

export type MoveNames = {
  /** Of the second job while the old one is there. */
  temporary: string
  /** What the job that is left is called; the temporary one where nothing better is allowed. */
  final: string
}

/** What a move comes to, before anything happens: for the eye, and for what carries it out. */
export type MovePlan = {
  kept: KeptRow[]
  /** The first is the destination, or the key of one that stays. */
  changed: ChangeRow[]
  /** Where a second job is made. */
  names: MoveNames
}

type Named = Pick<Job, 'id' | 'name'>

const suffix = '-moved'

/**
 * Names of a second job, by the rules for new ones whatever the old one is called: IBM holds names that it would not take
 * again. @param taken the names of all jobs of the zone, the old one's too
 */
export function moveNames({ id, name }: Named, taken: readonly (string | null)[]): MoveNames {
  const others = new Set(taken.filter((one) => one !== name))
  const all = new Set([...others, name])
  const allowed = name !== null && checkName(name).ok ? name : repairName(name ?? '')
  const base = (allowed || `job-${id}`).replace(/-moved(?:-\d+)?$/, '') || `job-${id}`
  const numbered = (n: number) => {
    const end = n === 1 ? suffix : `${suffix}-${n}`
    return `${base.slice(0, maxNameLength - end.length)}${end}`
  }
  let n = 1
  while (all.has(numbered(n))) n++
  const temporary = numbered(n)
  return { temporary, final: allowed === '' || others.has(allowed) ? temporary : allowed }
}

/** What is kept of a job and what changes when it is sent to `target`, complete or as far as it is filled in. */
export function planMove(
  job: Job,
  target: DestinationInput | DestinationView,
  taken: readonly (string | null)[],
): MovePlan {
  return { kept: keptOf(job), changed: changedBy(job, target), names: moveNames(job, taken) }
}

function keptOf(job: Job): KeptRow[] {
  const { fields, timestamps, otherOptions } = job.logs
  const others = optionsText(otherOptions)
  return [
    { what: 'Name', value: job.name ?? 'unnamed' },
    { what: 'Dataset', value: datasetLabel(job.dataset) },
    { what: 'Fields', value: fieldsText(fields) },
    { what: 'Timestamps', value: timestamps ?? 'not set', mono: true },
    { what: 'Frequency', value: job.frequency ?? 'not set' },
    { what: 'Enabled', value: job.enabled ? 'yes' : 'no' },
    ...(others === '' ? [] : [{ what: 'Other options', value: others, mono: true }]),
    ...(job.managedElsewhere.length === 0
      ? []
      : [{ what: 'Set elsewhere', value: job.managedElsewhere.join(', '), mono: true }]),
  ]
}

function fieldsText({ mode, names = [] }: Job['logs']['fields']): string {
  if (mode === 'default') return 'IBM’s default set'
  return mode === 'all' ? 'All' : `${names.length} selected`
}

function changedBy({ destination: now }: Job, after: DestinationInput | DestinationView) {
  const rows: ChangeRow[] = []
  const named = (one: typeof after) => `${destinationLabel(one)}, ${givenPlace(one)}`
  if (named(now) !== named(after)) {
    rows.push({ what: 'Destination', now: named(now), after: named(after) })
  }
  if (now.kind === 'cos' && after.kind === 'cos') {
    const [way, newWay] = [authLabel(now), authLabel(after)]
    if (way !== newWay) rows.push({ what: 'Authentication', now: way, after: newWay })
    if (now.region !== after.region) {
      rows.push({ what: 'Region', now: now.region ?? 'none', after: after.region ?? 'none' })
    }
  }
  return rows.length > 0
    ? rows
    : [{ what: 'Destination key', now: 'current key', after: 'new key' }]
}

/** The bucket and folder that a job has, by a key; null where it is another kind, or names no region or instance. */
export function withKey({ destination }: Pick<Job, 'destination'>, apiKey: string) {
  if (destination.kind !== 'cos') return null
  const { instanceId, region, bucket, path, dailyFolders } = destination
  if (instanceId === null || region === null) return null
  const input: CosInput = {
    kind: 'cos',
    auth: 'apiKey',
    instanceId,
    region,
    bucket,
    ...(path === undefined ? {} : { path }),
    dailyFolders,
    apiKey,
  }
  return input
}

/** One of many moves to one target. */
export type LeftoverMove = MovePlan & {
  job: Job
  destination: DestinationInput
  /** An ownership token is bound to its folder, so this job's has still to be asked for. */
  needsToken: boolean
}

/**
 * The moves of all that is left of Log Analysis in a zone to one target. In a bucket each job gets a folder of its own,
 * named by its dataset, since IBM asks for that; other targets are the same for all. Carried out one by one.
 * @param jobs all jobs of the zone
 */
export function planLeftovers(jobs: readonly Job[], target: DestinationInput): LeftoverMove[] {
  const places: (DestinationView | DestinationInput)[] = jobs.map(({ destination }) => destination)
  const names: (string | null)[] = jobs.map(({ name }) => name)
  return jobs.filter(isLeftover).map((job) => {
    const destination = target.kind === 'cos' ? ownFolder(job, target, places) : target
    const plan = planMove(job, destination, names)
    places.push(destination)
    names.push(plan.names.temporary)
    const needsToken = destination.kind === 'cos' && destination.auth === 'challenge'
    return { ...plan, job, destination, needsToken }
  })
}

function ownFolder(
  { id, dataset }: Job,
  { ownershipToken: _, ...target }: CosInput,
  places: readonly (DestinationView | DestinationInput)[],
): CosInput {
  const name = (dataset ?? '').replace(/[^\w.-]+/g, '-') || `job-${id}`
  const above = trimPath(target.path ?? '')
  const inside = above.split('/').at(-1) === name ? above : [above, name].filter(Boolean).join('/')
  for (let n = 1; ; n++) {
    const one: CosInput = { ...target, path: n === 1 ? inside : `${inside}-${n}` }
    if (!places.some((other) => samePlace(one, other))) return one
  }
}

/** Jobs of one bucket, which a key opens for all of them. */
export type BucketJobs = { bucket: string; jobs: Job[] }

/** The jobs that hang on a challenge and can be given a key as they are, by bucket. */
export function challengedBuckets(jobs: readonly Job[]): BucketJobs[] {
  const byBucket = new Map<string, Job[]>()
  for (const job of jobs) {
    const place = isChallenged(job) ? withKey(job, '') : null
    if (place) byBucket.set(place.bucket, [...(byBucket.get(place.bucket) ?? []), job])
  }
  return [...byBucket].map(([bucket, own]) => ({ bucket, jobs: own }))
}

/** The moves of all jobs that hang on a challenge to a key of their bucket's; each keeps bucket and folder. */
export function planKeys(jobs: readonly Job[], keyOf: (bucket: string) => string): LeftoverMove[] {
  const names = jobs.map(({ name }) => name)
  return challengedBuckets(jobs).flatMap(({ bucket, jobs: own }) =>
    own.flatMap((job) => {
      const destination = withKey(job, keyOf(bucket))
      if (!destination) return []
      return [{ ...planMove(job, destination, names), job, destination, needsToken: false }]
    }),
  )
}
