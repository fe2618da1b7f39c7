import 'server-only'
import { LRUCache } from 'lru-cache'
import { fromConf } from '@/lib/destinations/registry'
import { notesOn, unlistedFields, unlistedNote } from '@/lib/jobs/log-notes'
import { parseOptions } from '@/lib/jobs/options'
import type { DeliveryFacts } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'
import { type Field, frequency, type Logs } from '@/lib/schemas/logs'
import { fingerprint } from '@/lib/server/crypto'
import type { WireJob } from '@/lib/server/ibm/wire'
import { remember } from '@/lib/server/remember'

/** How it stands, as it was judged. */
export type Told = Pick<Job, 'state' | 'since' | 'cause' | 'by'>

/** A dataset's fields as IBM lists them now; null: the list could not be read. */
export type LiveFields = (dataset: string) => readonly Field[] | null

/** IBM's job as ours: every member but the id may be missing there, and no secret of its destination is here. */
export function toJob(wire: WireJob, liveFields: LiveFields, told: Told): Job {
  const live = wire.dataset ? liveFields(wire.dataset) : null
  const revision = revisionOf(wire)
  const facts = factsOf(wire)
  return {
    id: String(wire.id),
    name: wire.name || null,
    dataset: wire.dataset || null,
    ...facts,
    ...told,
    ...settingsOf(wire, live, revision),
    revision,
  }
}

/** What IBM says of its deliveries. */
export function factsOf(wire: WireJob): DeliveryFacts {
  const knownFrequency = frequency.safeParse(wire.frequency)
  return {
    enabled: wire.enabled ?? false,
    frequency: knownFrequency.success ? knownFrequency.data : null,
    lastComplete: wire.last_complete || null,
    lastError: wire.last_error || null,
    errorMessage: wire.error_message || null,
  }
}

type Settings = Pick<Job, 'destination' | 'logs' | 'managedElsewhere' | 'elsewhereValues'>

/**
 * Lists are read all the time and settings seldom change, so what they are shown as is kept: by their print, since their
 * text has secrets in it and this has none.
 */
const shown = new LRUCache<string, { settings: Settings; live: readonly Field[] | null }>({
  max: 500,
})

function settingsOf(wire: WireJob, live: readonly Field[] | null, revision: string): Settings {
  const known = shown.get(revision)
  if (known?.live === live) return known.settings
  const settings = {
    destination: fromConf(wire.destination_conf),
    logs: toLogs(wire, live),
    ...toElsewhere(wire),
  }
  shown.set(revision, { settings, live })
  return settings
}

/** Many jobs have the same options, and a hundred names cost more to read than the session does. */
const optionsOf = remember(500, (text) => {
  const options = parseOptions(text)
  return { ...options, notes: notesOn(options) }
})

function toLogs(wire: WireJob, live: readonly Field[] | null): Logs {
  const { fields, timestamps, others, notes } = optionsOf(wire.logpull_options ?? '')
  const rest = { timestamps, otherOptions: others }
  if (fields === null) return { fields: { mode: 'default' }, ...rest, notes }
  if (!live || live.length === 0) return { fields: { mode: 'list', names: fields }, ...rest, notes }
  const held = new Set(fields)
  const hits = live.reduce((count, { name }) => (held.has(name) ? count + 1 : count), 0)
  const unlisted = hits < fields.length ? unlistedFields(fields, live.map(nameOf)) : []
  return {
    fields: { mode: hits === live.length ? 'all' : 'list', names: fields },
    ...rest,
    notes: unlisted.length > 0 ? [...notes, unlistedNote(unlisted)] : notes,
  }
}

const nameOf = ({ name }: Field) => name

function toElsewhere({ elsewhere }: WireJob): Pick<Job, 'managedElsewhere' | 'elsewhereValues'> {
  const plain = Object.entries(elsewhere).filter(
    (entry): entry is [string, number | boolean] =>
      typeof entry[1] === 'number' || typeof entry[1] === 'boolean',
  )
  return {
    managedElsewhere: Object.keys(elsewhere),
    ...(plain.length > 0 ? { elsewhereValues: Object.fromEntries(plain) } : {}),
  }
}

/**
 * A short print of the settings, so that an edit notices another one in between; deliveries don't change it. Keyed: the
 * destination's secret is in it, and a plain hash would let whoever reads the job try passwords against it.
 */
export function revisionOf(wire: WireJob): string {
  const settings = [
    wire.name,
    wire.enabled,
    wire.dataset,
    wire.frequency,
    wire.logpull_options,
    wire.destination_conf,
  ].map((value) => value ?? null)
  const others =
    Object.keys(wire.elsewhere).length > 0 ? JSON.stringify(wire.elsewhere, inOrder) : ''
  return fingerprint(JSON.stringify(settings) + others)
}

/** Members by name: IBM promises no order of them. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
