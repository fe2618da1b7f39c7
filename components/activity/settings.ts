import { MASK } from '@/lib/destinations/placeholders'
import { isRecord } from './record'

/** What two settings are compared by: a text, or names whose order means nothing. */
export type Value = { text: string } | { names: readonly string[] }

/** By group (`''` is the job itself, then `destination`, `logs`, …) and name, in the order in which they are shown. */
export type Settings = Map<string, Map<string, Value>>

const ofJob = ['name', 'enabled', 'dataset', 'frequency'] as const
const ownGroups = ['destination', 'keyPrint', 'logs', 'test', 'filename', 'request']
/** Kept for our own use in an entry's JSON; says nothing about the job. */
const bookkeeping = ['lastComplete', 'otherJobIds', 'move']
/** Objects with members of their own, of grants, tokens and requests for access. */
const parts = new Set(['subject', 'scope', 'rails', 'asker'])
const known = new Set<string>([...ofJob, ...ownGroups, ...bookkeeping])

/**
 * The `before` or `after` of an activity entry (lib/jobs/snapshot.ts) in one comparable form. Never throws: what has no
 * known form is shown as the JSON that it is.
 */
export function toSettings(value: unknown): Settings {
  const settings: Settings = new Map()
  if (!isRecord(value)) return settings
  for (const name of ofJob) put(settings, '', name, value[name])
  putDestination(settings, value)
  putLogs(settings, value.logs)
  if (isRecord(value.test)) {
    // The test's sentence stands beside the settings, as every answer does.
    const { detail: _, ...test } = value.test
    putAll(settings, 'test', test)
  } else put(settings, '', 'test', value.test)
  put(settings, 'challenge', 'filename', value.filename)
  if (isRecord(value.request)) putAll(settings, 'request', value.request)
  for (const [name, member] of Object.entries(value)) {
    if (known.has(name)) continue
    if (parts.has(name) && isRecord(member)) putAll(settings, name, member)
    else put(settings, '', name, member)
  }
  return settings
}

function putDestination(settings: Settings, { destination, keyPrint }: Record<string, unknown>) {
  if (!isRecord(destination)) return put(settings, '', 'destination', destination)
  const { hasKey, ...members } = destination
  putAll(settings, 'destination', members)
  if (typeof keyPrint === 'string') {
    put(settings, 'destination', 'apiKey', `${MASK} print ${keyPrint}`)
  } else if (hasKey === true) put(settings, 'destination', 'apiKey', MASK)
}

function putLogs(settings: Settings, logs: unknown) {
  if (!isRecord(logs)) return put(settings, '', 'logs', logs)
  const { fields, timestamps, otherOptions, ...rest } = logs
  const chosen = fieldsOf(fields)
  if (chosen) putValue(settings, 'logs', 'fields', chosen)
  put(settings, 'logs', 'timestamps', timestamps)
  for (const option of Array.isArray(otherOptions) ? otherOptions : []) {
    if (!isRecord(option)) continue
    const name = String(option.name).trim() || 'option without a name'
    // Beside the one that counts, which has the name already.
    const isRepeated = name === 'fields' || name === 'timestamps'
    put(settings, 'logs', isRepeated ? `${name} (repeated)` : name, option.value)
  }
  putAll(settings, 'logs', rest)
}

function fieldsOf(fields: unknown): Value | null {
  if (!isRecord(fields)) return toValue(fields)
  if (fields.mode === 'default') return { text: 'IBM’s default set' }
  return toValue(fields.names) ?? (fields.mode === 'all' ? { text: 'all' } : null)
}

function putAll(settings: Settings, group: string, record: Record<string, unknown>) {
  for (const [name, value] of Object.entries(record)) put(settings, group, name, value)
}

function put(settings: Settings, group: string, name: string, value: unknown) {
  const shown = toValue(value)
  if (shown) putValue(settings, group, name, shown)
}

function putValue(settings: Settings, group: string, name: string, value: Value) {
  const members = settings.get(group) ?? new Map<string, Value>()
  members.set(name, value)
  settings.set(group, members)
}

/** null: there is nothing to show, for what is absent, null or empty is the same to IBM. */
function toValue(value: unknown): Value | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') return { text: value }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length > 0 ? { names: [...new Set(value)] } : null
  }
  return { text: typeof value === 'object' ? JSON.stringify(value) : String(value) }
}
