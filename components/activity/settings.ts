import { MASK, parseConf } from '@/lib/destinations/conf'
import { trimPath } from '@/lib/destinations/path'
import { fromConf } from '@/lib/destinations/registry'
import { parseOptions } from '@/lib/jobs/options'
import { isRecord } from './record'

/** What two settings are compared by: a text, or names whose order means nothing. */
export type Value = { text: string } | { names: readonly string[] }

/** By group (`''` is the job itself, then `destination`, `logs`, …) and name, in the order in which they are shown. */
export type Settings = Map<string, Map<string, Value>>

/** Kept for our own use in an entry's JSON; says nothing about the job. */
const bookkeeping = new Set(['lastComplete', 'otherJobIds', 'revision'])

const ofJob = ['name', 'enabled', 'dataset', 'frequency'] as const
const known = new Set<string>([
  ...ofJob,
  ...bookkeeping,
  ...['destination', 'destination_conf', 'logs', 'logpull_options', 'test', 'filename'],
])

/**
 * The `before` or `after` of an activity entry in one comparable form. A job stands there as IBM holds it
 * (`destination_conf`, `logpull_options`), as it was asked for (`destination`, `logs`), or as both; then what was
 * asked for counts. Never throws: what has no known form is shown as the JSON that it is.
 */
export function toSettings(value: unknown): Settings {
  const settings: Settings = new Map()
  if (!isRecord(value)) return settings
  for (const name of ofJob) put(settings, '', name, value[name])
  putDestination(settings, value)
  putLogs(settings, value)
  if (isRecord(value.test)) {
    // The test's sentence stands beside the settings, as every answer does.
    const { detail: _, ...test } = value.test
    putAll(settings, 'test', test)
  } else put(settings, '', 'test', value.test)
  put(settings, 'challenge', 'filename', value.filename)
  for (const [name, member] of Object.entries(value)) {
    if (!known.has(name)) put(settings, '', name, member)
  }
  return settings
}

function putDestination(settings: Settings, value: Record<string, unknown>) {
  const { destination, destination_conf: conf } = value
  if (isRecord(destination)) putAskedDestination(settings, destination)
  else if (typeof conf === 'string') putHeldDestination(settings, conf)
  else put(settings, '', 'destination', destination ?? conf)
}

/** As a form gives it; secrets are prints already. */
function putAskedDestination(settings: Settings, destination: Record<string, unknown>) {
  // `hasKey` says only that a key is kept; a parameter we don't manage is compared by its value, where that is known.
  const { hasKey: _hasKey, otherParams: _otherParams, path, dailyFolders, ...rest } = destination
  const isBucket = rest.kind === 'cos'
  putAll(settings, 'destination', rest, [
    ...['kind', 'auth', 'instanceId', 'bucket', 'region'],
    ['path', typeof path === 'string' ? trimPath(path) : path],
    ['dailyFolders', isBucket ? (dailyFolders ?? false) : dailyFolders],
  ])
}

/** As IBM holds it, in one masked text. */
function putHeldDestination(settings: Settings, text: string) {
  const view: Record<string, unknown> = { ...fromConf(text) }
  const { otherParams = [], params = [], headers: _, hasKey, ...rest } = view
  const unmanaged = [otherParams, params].flat()
  putAll(settings, 'destination', rest)
  for (const { name, value } of parseConf(text).params) {
    const isSecret = value.includes(MASK)
    if (isSecret || unmanaged.includes(name)) {
      put(settings, 'destination', ownName(name), value)
    }
  }
  const has = settings.get('destination')
  if (hasKey === true && ![...(has?.values() ?? [])].some(isMasked)) {
    put(settings, 'destination', 'apiKey', MASK)
  }
}

/** Our word for IBM's, so that the two forms of one key meet. */
const ownName = (name: string) =>
  /^(ibm_)?api_key$/i.test(name)
    ? 'apiKey'
    : /^ownership_challenge$/i.test(name)
      ? 'ownershipToken'
      : name

function putLogs(settings: Settings, value: Record<string, unknown>) {
  const { logs, logpull_options: text } = value
  const hasText = typeof text === 'string' || (text === null && 'logpull_options' in value)
  if (!hasText) put(settings, 'logs', 'logpull_options', text)
  if (logs !== undefined && logs !== null && !isRecord(logs)) put(settings, '', 'logs', logs)
  const held = hasText ? parseOptions(typeof text === 'string' ? text : null) : null
  const asked = isRecord(logs) ? logs : null
  if (held === null && asked === null) return
  const { fields, timestamps, otherOptions } = asked ?? {}
  putValue(settings, 'logs', 'fields', fieldsOf(fields) ?? fieldsHeld(held?.fields ?? null))
  put(settings, 'logs', 'timestamps', timestamps ?? held?.timestamps)
  if (Array.isArray(otherOptions) && !held) put(settings, 'logs', 'otherOptions', otherOptions)
  for (const option of held?.others ?? []) put(settings, 'logs', option.name, option.value)
}

const own: Value = { text: 'IBM’s default set' }

const fieldsHeld = (names: readonly string[] | null): Value => (names ? { names } : own)

function fieldsOf(fields: unknown): Value | null {
  if (!isRecord(fields)) return null
  if (fields.mode === 'default') return own
  return toValue(fields.names) ?? (fields.mode === 'all' ? { text: 'all' } : null)
}

/** Every member of `record`; those of `first` come first, a pair bringing its own value. */
function putAll(
  settings: Settings,
  group: string,
  record: Record<string, unknown>,
  first: readonly (string | readonly [name: string, value: unknown])[] = [],
) {
  for (const entry of first) {
    if (typeof entry === 'string') put(settings, group, entry, record[entry])
    else put(settings, group, entry[0], entry[1])
  }
  const done = new Set(first.map((entry) => (typeof entry === 'string' ? entry : entry[0])))
  for (const [name, value] of Object.entries(record)) {
    if (!done.has(name)) put(settings, group, name, value)
  }
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

export const isMasked = (value: Value) => 'text' in value && value.text.includes(MASK)
