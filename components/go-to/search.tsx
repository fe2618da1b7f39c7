import type { QueryClient } from '@tanstack/react-query'
import type { GoToItem, GoToResult } from '@/components/shell/go-to'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { stateWords } from '@/lib/jobs/state'
import { matchesWords, type Searchable, searchable, wordsOf } from '@/lib/match-words'
import { instancesQuery } from '@/lib/queries/instances'
import { jobsQuery } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { zonesQuery } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'
import type { Job, JobState } from '@/lib/schemas/job'
import type { RecentZone, Zone, ZonePlace } from '@/lib/schemas/zone'
import { signOutItemId } from './sign-out-item'

/** An instance that takes longer is left out of this search; it comes with the next letter. */
const patienceMs = 2_500
/** More than anyone reads; the count says how many there are. */
const shownZones = 100
const shownUnasked = 8
const retryAfterMs = 60_000

type Entry = GoToItem & { texts: readonly Searchable[] }

/** Everything one can go to: jobs of the open zone, zones of all instances, and a few things to do. */
export async function searchEverywhere(
  client: QueryClient,
  here: ZonePlace | null,
  text: string,
): Promise<GoToResult> {
  const [zones, jobs] = await Promise.all([allZones(client), here ? jobsOf(client, here) : []])
  const words = wordsOf(text)
  const found = (entries: readonly Entry[]) =>
    entries.filter((entry) => matchesWords(words, ...entry.texts))
  const items = [
    ...found(jobs),
    ...(words.length === 0 ? usedLast(client, zones) : beginningsFirst(found(zones), words)),
    ...found(acts(here)),
  ]
  return { items, total: zones.length + jobs.length }
}

/** Before anything is typed: the zones used last, as far as the browser knows them. */
function usedLast(client: QueryClient, zones: readonly Entry[]): Entry[] {
  const recent = client.getQueryData<{ items: RecentZone[] }>(keys.recentZones)?.items ?? []
  const byHref = new Map(zones.map((entry) => [entry.href, entry]))
  const used = recent.flatMap((zone) => byHref.get(routes.zone(zone.instanceId, zone.zoneId)) ?? [])
  return used.length > 0
    ? used.map((entry) => ({ ...entry, group: 'Zones used last' }))
    : zones.slice(0, shownUnasked)
}

/** `shop` means shop.example rather than api.shop.example. */
function beginningsFirst(zones: readonly Entry[], words: readonly string[]): Entry[] {
  const begins = ({ texts }: Entry) =>
    words.some((word) => texts.some(({ folded }) => folded.startsWith(word)))
  return [...zones.filter(begins), ...zones.filter((zone) => !begins(zone))].slice(0, shownZones)
}

/** A failing or slow instance does not hide the zones of the others. */
async function allZones(client: QueryClient): Promise<Entry[]> {
  const { items: instances } = await client.ensureQueryData(instancesQuery())
  const lists = await Promise.all(instances.map(({ id }) => zonesOf(client, id)))
  const areSeveral = instances.length > 1
  return instances.flatMap((instance, index) =>
    (lists[index] ?? []).map((zone) => ({
      ...zoneEntry(instance.id, zone),
      hint: areSeveral ? instance.name : undefined,
    })),
  )
}

async function zonesOf(client: QueryClient, instanceId: string): Promise<readonly Zone[]> {
  const query = zonesQuery(instanceId)
  const state = client.getQueryState(query.queryKey)
  // A refusal stays one for a while; asking again at every letter would only use up IBM's request budget.
  if (!state?.data && Date.now() - (state?.errorUpdatedAt ?? 0) < retryAfterMs) return []
  const none = { items: [] }
  const { items } = await Promise.race([
    client.ensureQueryData(query).catch(() => none),
    new Promise<typeof none>((done) => setTimeout(() => done(none), patienceMs)),
  ])
  return items
}

const ready = new WeakMap<Zone, Searchable>()

function zoneEntry(instanceId: string, zone: Zone): Entry {
  const name = ready.get(zone) ?? searchable(zone.name)
  ready.set(zone, name)
  return {
    id: `zone-${instanceId}-${zone.id}`,
    group: 'Zones',
    label: zone.name,
    href: routes.zone(instanceId, zone.id),
    texts: [name],
  }
}

const glyphs: Record<JobState, Glyph> = {
  never_ran: 'dashed-ring',
  delivering: 'disc',
  late: 'half-disc',
  failing: 'crossed-square',
  off: 'question',
}

async function jobsOf(client: QueryClient, here: ZonePlace): Promise<Entry[]> {
  const list = await client
    .ensureQueryData(jobsQuery(here.instanceId, here.zoneId))
    .catch(() => ({ items: [] }))
  const zone = zoneName(client, here)
  return list.items.map((job) => jobEntry(here, job, zone))
}

function jobEntry(here: ZonePlace, job: Job, zone: string): Entry {
  const label = job.name ?? `no name · id ${job.id}`
  const words = stateWords[job.state]
  return {
    id: `job-${job.id}`,
    group: 'Jobs',
    label,
    hint: zone,
    note: words,
    glyph: <StateGlyph glyph={glyphs[job.state]} />,
    href: routes.job(here.instanceId, here.zoneId, job.id),
    texts: [searchable(label), searchable(zone), searchable(words)],
  }
}

function zoneName(client: QueryClient, { instanceId, zoneId }: ZonePlace): string {
  const detail = client.getQueryData<{ name: string }>(keys.zone(instanceId, zoneId))
  return detail?.name ?? 'this zone'
}

function acts(here: ZonePlace | null): Entry[] {
  const act = (id: string, label: string, href: string): Entry => ({
    id,
    group: 'Do',
    label,
    href,
    texts: [searchable(label)],
  })
  return [
    ...(here
      ? [act('do-new-job', 'New job in this zone', routes.newJob(here.instanceId, here.zoneId))]
      : []),
    act('do-zones', 'Show all zones', routes.home()),
    act('do-activity', 'Show activity', routes.activity()),
    act(signOutItemId, 'Sign out', routes.signIn()),
  ]
}
