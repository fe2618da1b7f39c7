import 'server-only'
import { maskTextAbout } from '@/lib/destinations/mask'
import { fromConf } from '@/lib/destinations/registry'
import { parseOptions } from '@/lib/jobs/options'
import { jobState } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'
import { type Field, frequency, type Logs } from '@/lib/schemas/logs'
import { fingerprint } from '@/lib/server/crypto'
import type { WireJob } from '@/lib/server/ibm/wire'
import { remember } from '@/lib/server/remember'

/** A dataset's fields as IBM lists them now; null: the list could not be read. */
export type LiveFields = (dataset: string) => readonly Field[] | null

/** IBM's job as ours: every member but the id may be missing there, and no secret of its destination is here. */
export function toJob(wire: WireJob, liveFields: LiveFields, nowMs = Date.now()): Job {
  const knownFrequency = frequency.safeParse(wire.frequency)
  const facts = {
    enabled: wire.enabled ?? false,
    frequency: knownFrequency.success ? knownFrequency.data : null,
    lastComplete: wire.last_complete || null,
    lastError: wire.last_error || null,
    // What a destination said may repeat the address it was sent to, key and all.
    errorMessage: wire.error_message
      ? maskTextAbout(wire.destination_conf, wire.error_message)
      : null,
  }
  return {
    id: String(wire.id),
    name: wire.name || null,
    dataset: wire.dataset || null,
    ...facts,
    state: jobState(facts, nowMs),
    destination: fromConf(wire.destination_conf),
    logs: toLogs(wire, liveFields),
    revision: revisionOf(wire),
  }
}

/** Lists are read all the time and options seldom change; a hundred names cost more to read than the session does. */
const optionsOf = remember(500, parseOptions)

function toLogs(wire: WireJob, liveFields: LiveFields): Logs {
  const { fields, timestamps, others } = optionsOf(wire.logpull_options ?? '')
  return {
    fields: toFields(fields, wire.dataset ?? null, liveFields),
    timestamps,
    otherOptions: others,
  }
}

function toFields(
  names: string[] | null,
  dataset: string | null,
  liveFields: LiveFields,
): Logs['fields'] {
  if (names === null) return { mode: 'default' }
  const live = dataset ? liveFields(dataset) : null
  if (!live || live.length === 0 || live.length > names.length) return { mode: 'list', names }
  const held = new Set(names)
  return { mode: live.every(({ name }) => held.has(name)) ? 'all' : 'list', names }
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
  return fingerprint(JSON.stringify(settings))
}
