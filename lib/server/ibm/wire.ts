import 'server-only'
import { isObject } from './upstream-message'

/**
 * Readers for IBM's shapes. Written by hand rather than as schemas: any member but the id may be missing, null
 * or of another type (IBM's Go SDK crashed on that, terraform-provider-ibm PR #6764), and one odd member must
 * not take the list with it. A reader gives null for what it cannot use at all.
 */

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Absent, null and '' alike: IBM leaves times and messages out, or empty, when there are none. */
function filled(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function id(value: unknown): string | null {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 ? `${value}` : null
  return typeof value === 'string' && /^[0-9]{1,19}$/.test(value) ? value : null
}

/** A job as IBM shows it. `destination_conf` holds secrets; so does `error_message`, until `cis.ts` hands the job out. */
export type WireJob = {
  /** Digits. */
  id: string
  name: string | null
  /** Absent counts as off, as in IBM's create body. */
  enabled: boolean
  dataset: string | null
  frequency: string | null
  logpull_options: string | null
  destination_conf: string | null
  /** RFC 3339; null when it never ran. */
  last_complete: string | null
  last_error: string | null
  error_message: string | null
  /** Settings that IBM holds besides, by its names for them; values may hold anything. */
  elsewhere: { readonly [member: string]: unknown }
}

/** Members that are read above, other forms of them, and the proof of ownership. */
const readMembers = new Set([
  ...['id', 'name', 'enabled', 'dataset', 'frequency', 'logpull_options', 'destination_conf'],
  ...['cos', 'ibmcl', 'ibmcl_names', 'qradar', 'splunk', 'logdna', 'ownership_challenge'],
])

/** Members that follow from deliveries, or from the job's own life, and set nothing. Names but the first two: unproven. */
const derived =
  /^last_|^error(?:s|_|$)|^(?:created|modified|updated)|_(?:at|on)$|^(?:status|state|health|success|messages)$|^(?:zone|account)(?:_|$)/

/** Absent, null and empty are one: IBM shows `kind: ""` for a job that is of no other kind. */
function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function elsewhere(job: Record<string, unknown>): WireJob['elsewhere'] {
  const members = Object.entries(job).filter(
    ([name, value]) => !readMembers.has(name) && !derived.test(name) && isSet(value),
  )
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function readJob(value: unknown): WireJob | null {
  if (!isObject(value)) return null
  const jobId = id(value.id)
  if (jobId === null) return null
  return {
    id: jobId,
    name: text(value.name),
    enabled: value.enabled === true || value.enabled === 'true',
    dataset: filled(value.dataset),
    frequency: filled(value.frequency),
    logpull_options: text(value.logpull_options),
    destination_conf: text(value.destination_conf),
    last_complete: filled(value.last_complete),
    last_error: filled(value.last_error),
    error_message: filled(value.error_message),
    elsewhere: elsewhere(value),
  }
}

export type WireZone = {
  id: string
  name: string
  /** active, pending, moved, deleted …: an open list. */
  status: string | null
  paused: boolean
}

export function readZone(value: unknown): WireZone | null {
  if (!isObject(value)) return null
  const zoneId = filled(value.id)
  if (zoneId === null) return null
  return {
    id: zoneId,
    name: filled(value.name) ?? zoneId,
    status: filled(value.status),
    paused: value.paused === true,
  }
}

/** `{flag}` of the log retention; null: the answer does not say. */
export function readRetention(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  return isObject(value) && typeof value.flag === 'boolean' ? value.flag : null
}

export type WireChallenge = {
  filename: string | null
  /** false inside a success envelope is a failed challenge (seen: cloudflare-go PR #500). */
  valid: boolean | null
  /** Not cleaned: may hold whatever the destination said. */
  message: string | null
}

function firstText(...values: unknown[]): string | null {
  for (const value of values) {
    const one = Array.isArray(value) ? value.find((item) => typeof item === 'string') : value
    if (typeof one === 'string' && one !== '') return one
  }
  return null
}

/** `{filename, valid, message}`; IBM's SDK spells the last one `messages`. */
export function readChallenge(value: unknown): WireChallenge | null {
  if (!isObject(value)) return null
  return {
    filename: filled(value.filename),
    valid: typeof value.valid === 'boolean' ? value.valid : null,
    message: firstText(value.message, value.messages),
  }
}

export type WireField = { name: string; type: string; description: string }

function readTypeAndText(value: unknown): { type: string; description: string } {
  if (typeof value !== 'string') return { type: '', description: '' }
  const at = value.indexOf(';')
  if (at < 0) return { type: '', description: value.trim() }
  return { type: value.slice(0, at).trim(), description: value.slice(at + 1).trim() }
}

function readField(value: unknown): WireField | null {
  if (typeof value === 'string' && value !== '') return { name: value, type: '', description: '' }
  if (!isObject(value)) return null
  const name = filled(value.name) ?? filled(value.key)
  if (name === null) return null
  const type = text(value.type) ?? ''
  return { name, type, description: text(value.description) ?? '' }
}

/** `{FieldName: "type; description"}`, in IBM's order; an array of names or of objects is taken as well. */
export function readFields(value: unknown): WireField[] | null {
  if (Array.isArray(value)) return value.map(readField).filter((field) => field !== null)
  if (!isObject(value)) return null
  return Object.entries(value).map(([name, about]) =>
    isObject(about)
      ? { name, type: text(about.type) ?? '', description: text(about.description) ?? '' }
      : { name, ...readTypeAndText(about) },
  )
}
