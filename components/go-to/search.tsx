import type { QueryClient } from '@tanstack/react-query'
import type { GoToItem, GoToResult } from '@/components/shell/go-to'
import { StateGlyph } from '@/components/ui/state-glyph'
import { bothForms } from '@/lib/domain-name'
import { datasetLabel } from '@/lib/jobs/dataset'
import { jobTitle } from '@/lib/jobs/label'
import { stateGlyphs, stateWords } from '@/lib/jobs/state'
import { matchesWords, type Searchable, searchable, wordsOf } from '@/lib/match-words'
import { isPartial } from '@/lib/queries/as-of'
import { instancesQuery } from '@/lib/queries/instances'
import { jobsQuery } from '@/lib/queries/jobs'
import { keys, placeOfJobList } from '@/lib/queries/keys'
import { zonesQuery } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { FoundJob, OverviewSearch } from '@/lib/schemas/overview'
import type { Session } from '@/lib/schemas/session'
import type { RecentZone, Zone, ZonePlace } from '@/lib/schemas/zone'
import { signOutItemId } from './sign-out-item'
import { type ZoneReading, zoneNotes } from './zone-notes'

/** An instance that takes longer is left out of this search; it comes with the next letter. */
const patienceMs = 2_500
/** More than anyone reads; the count says how many there are. */
const shownZones = 100
const shownUnasked = 8
const retryAfterMs = 60_000
/** The API takes no more. */
const longestSearch = 256
/** A list on an open page is read twice a minute; the states in an older one may be wrong by now. */
const followedMs = 90_000

/** `own`: of `texts`, the name alone. */
type Entry = GoToItem & { own: Searchable; texts: readonly Searchable[] }

/** Asks for jobs of the whole fleet by what was typed. */
export type JobSearch = (text: string) => Promise<OverviewSearch>

/**
 * Everything one can go to: jobs of the whole fleet as it was last read, those of zones on open pages as they are there, zones
 * of all instances, and a few things to do.
 */
export async function searchEverywhere(
  client: QueryClient,
  here: ZonePlace | null,
  text: string,
  findJobs: JobSearch,
): Promise<GoToResult> {
  const words = wordsOf(text)
  const [{ zones, notes: zonesLeftOut }, lists, fleet] = await Promise.all([
    allZones(client),
    jobLists(client, here),
    words.length === 0 ? null : fleetJobs(findJobs, text),
  ])
  const read = lists.flatMap(({ entries }) => entries)
  const total = zones.length + Math.max(read.length, fleet?.searched ?? 0)
  const notes = fleet?.note ? [...zonesLeftOut, fleet.note] : zonesLeftOut
  if (words.length === 0) {
    const jobsHere = lists.flatMap(({ isHere, entries }) => (isHere ? entries : []))
    return { items: [...jobsHere, ...usedLast(client, zones), ...acts(client, here)], total, notes }
  }
  const found = (entries: readonly Entry[]) =>
    entries.filter((entry) => matchesWords(words, ...entry.texts))
  const known = new Set(read.map(({ href }) => href))
  // What an open page has read is newer.
  const jobs = [...found(read), ...(fleet?.entries.filter(({ href }) => !known.has(href)) ?? [])]
  const isNamed = ({ own }: Entry) => matchesWords(words, own)
  const zonesFound = beginningsFirst(found(zones), words)
  // Enter goes to the first one: whoever types a zone's name wants the zone, not a job that lies in it.
  const places = jobs.some(isNamed)
    ? [...jobs.filter(isNamed), ...jobs.filter((job) => !isNamed(job)), ...zonesFound]
    : [...zonesFound, ...jobs]
  return { items: [...places, ...found(acts(client, here))], total, notes }
}

/** Before anything is typed: the zones used last, as far as the browser knows them. */
function usedLast(client: QueryClient, zones: readonly Entry[]): Entry[] {
  const recent = client.getQueryData<{ items: RecentZone[] }>(keys.recentZones)?.items ?? []
  const byHref = new Map(zones.map((entry) => [entry.href, entry]))
  const used = recent.flatMap((zone) => byHref.get(routes.zone(zone.instanceId, zone.zoneId)) ?? [])
  return used.length > 0
    ? used.map((entry) => ({ ...entry, group: 'Recent zones' }))
    : zones.slice(0, shownUnasked)
}

/** `shop` means shop.example rather than api.shop.example. */
function beginningsFirst(zones: readonly Entry[], words: readonly string[]): Entry[] {
  const begins = ({ texts }: Entry) =>
    words.some((word) => texts.some(({ folded }) => folded.startsWith(word)))
  return [...zones.filter(begins), ...zones.filter((zone) => !begins(zone))].slice(0, shownZones)
}

/** A failing or slow instance does not hide the zones of the others. */
async function allZones(client: QueryClient): Promise<{ zones: Entry[]; notes: string[] }> {
  const instances = await client.ensureQueryData(instancesQuery())
  const lists = await Promise.all(instances.items.map(({ id }) => zonesOf(client, id)))
  const areSeveral = instances.items.length > 1
  const zones = instances.items.flatMap((instance, index) =>
    (lists[index]?.items ?? []).map((zone) => ({
      ...zoneEntry(instance.id, zone),
      hint: areSeveral ? instance.name : undefined,
    })),
  )
  const readings = instances.items.map(({ name }, index): ZoneReading => {
    const { items, state } = lists[index] ?? none('failed')
    return { instance: name, count: items.length, state }
  })
  return { zones, notes: zoneNotes(readings, isPartial(instances)) }
}

type ZoneList = { items: readonly Zone[]; state: ZoneReading['state'] }
const none = (state: ZoneReading['state']): ZoneList => ({ items: [], state })

async function zonesOf(client: QueryClient, instanceId: string): Promise<ZoneList> {
  const query = zonesQuery(instanceId)
  const state = client.getQueryState(query.queryKey)
  // A refusal stays one for a while; asking again at every letter would only use up IBM's request budget.
  if (!state?.data && Date.now() - (state?.errorUpdatedAt ?? 0) < retryAfterMs)
    return none('failed')
  return Promise.race([
    client.ensureQueryData(query).then(
      (list): ZoneList => ({ items: list.items, state: isPartial(list) ? 'partial' : 'whole' }),
      () => none('failed'),
    ),
    new Promise<ZoneList>((done) => setTimeout(() => done(none('loading')), patienceMs)),
  ])
}

const ready = new WeakMap<Zone, Searchable>()

function zoneEntry(instanceId: string, zone: Zone): Entry {
  const name = ready.get(zone) ?? searchable(bothForms(zone.name))
  ready.set(zone, name)
  return {
    id: `zone-${instanceId}-${zone.id}`,
    group: 'Zones',
    label: name.text,
    href: routes.zone(instanceId, zone.id),
    own: name,
    texts: [name],
  }
}

/** The jobs of every zone that was read since the page was loaded, those of the open one first. */
async function jobLists(client: QueryClient, here: ZonePlace | null) {
  // Its list may still be on its way.
  if (here) {
    await client.ensureQueryData(jobsQuery(here.instanceId, here.zoneId)).catch(() => {})
  }
  const lists = client
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state }) => {
      const place = placeOfJobList(queryKey)
      if (!place || !state.data) return []
      const { items } = state.data as { items: Job[] } // What jobsQuery keeps under this key.
      const isHere = place.instanceId === here?.instanceId && place.zoneId === here.zoneId
      const isFresh = Date.now() - state.dataUpdatedAt < followedMs
      const zone = zoneName(client, place, isHere)
      return [{ isHere, entries: items.map((job) => jobEntry(place, job, zone, isFresh)) }]
    })
  return lists.sort((a, b) => Number(b.isHere) - Number(a.isHere))
}

/** A search that fails takes nothing else away, and is told. */
async function fleetJobs(findJobs: JobSearch, text: string) {
  try {
    const { items, searched } = await Promise.race([
      findJobs(text.slice(0, longestSearch)),
      new Promise<never>((_, fail) => setTimeout(() => fail(new Error('slow')), patienceMs)),
    ])
    return { entries: items.map(foundEntry), searched, note: null }
  } catch {
    const note = 'Jobs of zones that were not opened yet could not be searched.'
    return { entries: [], searched: 0, note }
  }
}

function foundEntry({ zone, job, dataset, state }: FoundJob): Entry {
  const label = jobTitle(job)
  const own = searchable(label)
  const zoneName = bothForms(zone.name)
  return {
    id: `job-${zone.id}-${job.id}`,
    group: 'Jobs',
    label,
    hint: zoneName,
    note: stateWords[state],
    glyph: <StateGlyph glyph={stateGlyphs[state]} />,
    // A job that is gone has no page any more.
    href:
      state === 'gone'
        ? routes.zone(zone.instanceId, zone.id)
        : routes.job(zone.instanceId, zone.id, job.id),
    own,
    texts: [own, searchable(zoneName), searchable(datasetLabel(dataset))],
  }
}

function jobEntry(place: ZonePlace, job: Job, zone: string, isFresh: boolean): Entry {
  const label = jobTitle(job)
  const words = stateWords[job.state]
  const name = searchable(label)
  return {
    id: `job-${place.zoneId}-${job.id}`,
    group: 'Jobs',
    label,
    hint: zone,
    ...(isFresh && { note: words, glyph: <StateGlyph glyph={stateGlyphs[job.state]} /> }),
    href: routes.job(place.instanceId, place.zoneId, job.id),
    own: name,
    texts: [name, searchable(zone), ...(isFresh ? [searchable(words)] : [])],
  }
}

function zoneName(client: QueryClient, { instanceId, zoneId }: ZonePlace, isHere: boolean): string {
  const detail = client.getQueryData<{ name: string }>(keys.zone(instanceId, zoneId))
  const listed = client.getQueryData<{ items: Zone[] }>(keys.zones(instanceId))?.items
  const name = detail?.name ?? listed?.find(({ id }) => id === zoneId)?.name
  return name ? bothForms(name) : isHere ? 'this zone' : `zone ${zoneId}`
}

function acts(client: QueryClient, here: ZonePlace | null): Entry[] {
  const act = (id: string, label: string, href: string): Entry => {
    const own = searchable(label)
    return { id, group: 'Actions', label, href, own, texts: [own] }
  }
  const { kind, admin } = client.getQueryData<Session>(keys.session) ?? {}
  const isMember = kind === 'oidc'
  return [
    ...(here
      ? [act('do-new-job', 'New job in this zone', routes.newJob(here.instanceId, here.zoneId))]
      : []),
    act('do-overview', 'View the overview', routes.home()),
    act('do-zones', 'View all zones', routes.zones()),
    act('do-activity', 'View activity', routes.activity()),
    ...(admin ? [act('do-access', 'View access', routes.access())] : []),
    ...(admin || isMember ? [act('do-changes', 'View changes', routes.changes())] : []),
    ...(isMember
      ? [
          act('do-tokens', 'View tokens', routes.tokens()),
          act('do-request', 'Request access to a zone', routes.requestAccess()),
        ]
      : []),
    act(signOutItemId, 'Sign out', routes.signIn()),
  ]
}
