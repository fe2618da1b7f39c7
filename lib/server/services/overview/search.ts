import 'server-only'
import { bothForms } from '@/lib/domain-name'
import type { KnownJob } from '@/lib/fleet/advance'
import { byId, type JobNow, jobsNow } from '@/lib/fleet/cells'
import { compareStates } from '@/lib/fleet/standing'
import { datasetLabel } from '@/lib/jobs/dataset'
import { stateWords } from '@/lib/jobs/state'
import { matchesWords, type Searchable, searchable, wordsOf } from '@/lib/match-words'
import type { OverviewSearch, OverviewSearchQuery } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { zoneOf } from './attention-row'
import type { PictureZone } from './picture'
import { seenFleet } from './seen'

type Found = JobNow & { zone: PictureZone; isNamed: boolean }

/** Jobs of the whole fleet that somebody sees, by words in any order. */
export async function searchOverview(
  ctx: ServiceContext,
  { q, limit }: OverviewSearchQuery,
): Promise<OverviewSearch> {
  const words = wordsOf(q)
  const nowMs = Date.now()
  const { zones } = await seenFleet(ctx)
  const found: Found[] = []
  let searched = 0
  for (const zone of zones) {
    const { name, jobs } = textsOf(zone)
    searched += jobs.size
    // A state is judged only where the rest does not fit already.
    const mayFit = jobs.values().some((job) => fitsBut(words, name, job))
    if (!mayFit) continue
    // A job's page is found by its id, so one that is gone can't be opened once another has that.
    for (const now of byId(jobsNow(zone, zone.jobs, nowMs)).values()) {
      const own = jobs.get(now.job)
      if (!own) continue
      if (!matchesWords(words, name, own.name, own.dataset, states[now.standing.state])) continue
      found.push({ ...now, zone, isNamed: matchesWords(words, own.name) })
    }
  }
  found.sort(
    (one, other) =>
      Number(other.isNamed) - Number(one.isNamed) ||
      compareStates(one.standing.state, other.standing.state) ||
      one.zone.name.localeCompare(other.zone.name, 'en'),
  )
  return {
    items: found.slice(0, limit).map(({ zone, job, standing }) => ({
      zone: zoneOf(zone),
      job: { id: job.id, name: job.name },
      dataset: job.dataset,
      state: standing.state,
    })),
    total: found.length,
    searched,
  }
}

const stateEntries = Object.entries(stateWords).map(([state, words]) => [state, searchable(words)])
const states: Record<keyof typeof stateWords, Searchable> = Object.fromEntries(stateEntries)
const allStates = Object.values(states)

/** Whether a job could fit, whatever its state is. */
function fitsBut(words: readonly string[], zone: Searchable, job: JobTexts): boolean {
  return matchesWords(words, zone, job.name, job.dataset, ...allStates)
}

type JobTexts = { name: Searchable; dataset: Searchable }
type ZoneTexts = { name: Searchable; jobs: ReadonlyMap<KnownJob, JobTexts> }

/** Made ready once for each reading of a zone: every letter typed looks through all of them. */
const ready = new WeakMap<PictureZone, ZoneTexts>()

function textsOf(zone: PictureZone): ZoneTexts {
  const known = ready.get(zone)
  if (known) return known
  const texts = {
    name: searchable(bothForms(zone.name)),
    jobs: new Map(
      zone.jobs.map((job): [KnownJob, JobTexts] => [
        job,
        {
          name: searchable(job.name?.trim() || job.id),
          dataset: searchable(datasetLabel(job.dataset)),
        },
      ]),
    ),
  }
  ready.set(zone, texts)
  return texts
}
