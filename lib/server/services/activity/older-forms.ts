import 'server-only'
import { confText } from '@/lib/destinations/conf-text'
import { MASK } from '@/lib/destinations/placeholders'
import { type DestinationInput, fromConf } from '@/lib/destinations/registry'
import { parseOptions } from '@/lib/jobs/options'
import type { JobSnapshot } from '@/lib/jobs/snapshot'

type Json = Record<string, unknown>

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The `before` or `after` of an attempt in the one form of today (lib/jobs/snapshot.ts). Until then a job stood there as
 * IBM holds it (`destination_conf`, `logpull_options`), as it was asked for (an input of the API), or as both; what was
 * asked for counts. Anything else comes back as it is.
 */
export function toCanonical(value: unknown): unknown {
  if (!isJson(value)) return value
  if ('keyPrint' in value) return { ...value, destination: withNames(value.destination) }
  const { destination_conf: conf, logpull_options: options, destination, logs, ...rest } = value
  const isJob = ['destination_conf', 'logpull_options', 'destination', 'logs'].some(
    (name) => name in value,
  )
  if (!isJob) return value
  return {
    ...rest,
    ...destinationOf(destination, conf),
    ...logsOf(logs, options),
  }
}

function destinationOf(asked: unknown, conf: unknown): Partial<JobSnapshot> {
  if (isJson(asked) && typeof asked.kind === 'string') {
    const { apiKey, ownershipToken: _, ...view } = asked
    const isNew = asked.kind === 'cos' || asked.kind === 'cloudLogs'
    // An input of that time, secrets replaced by prints, has the members that its masked text needs.
    const shown = isNew ? { ...fromConf(confText(asked as DestinationInput)), ...view } : view
    return { destination: shown as JobSnapshot['destination'], keyPrint: printIn(apiKey) }
  }
  if (typeof conf !== 'string') return {}
  return { destination: fromConf(conf), keyPrint: printIn(conf) }
}

/** Headers and parameters of an HTTPS receiver were their names alone. */
function withNames(destination: unknown): unknown {
  if (!isJson(destination) || destination.kind !== 'https') return destination
  const named = (list: unknown) =>
    Array.isArray(list) ? list.map((it) => (typeof it === 'string' ? { name: it } : it)) : []
  return { ...destination, headers: named(destination.headers), params: named(destination.params) }
}

/** Prints were written as `•••• print 0123456789abcdef`. */
function printIn(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return (
    new RegExp(`${MASK} print ([0-9a-f]{16})`).exec(decodeURIComponent(safe(value)))?.[1] ?? null
  )
}

/** A lone "%" is no reason to fail over an old row. */
const safe = (text: string) => text.replace(/%(?![0-9a-f]{2})/gi, '%25')

function logsOf(asked: unknown, options: unknown): { logs?: unknown } {
  if (isJson(asked)) return { logs: { otherOptions: [], ...asked } }
  if (options === undefined) return {}
  const { fields, timestamps, others } = parseOptions(typeof options === 'string' ? options : null)
  return {
    logs: {
      fields: fields === null ? { mode: 'default' } : { mode: 'list', names: fields },
      timestamps,
      otherOptions: others,
    },
  }
}
