import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { ActivityItem } from '@/lib/schemas/activity'

const columns: Record<string, (item: ActivityItem) => unknown> = {
  seq: ({ seq }) => seq,
  at: ({ at }) => at,
  actor_name: ({ actor }) => actor.name,
  actor_email: ({ actor }) => actor.email,
  actor_id: ({ actor }) => actor.id,
  address: ({ actor }) => actor.address,
  via: ({ via }) => via,
  connection_id: ({ connectionId }) => connectionId,
  action: ({ action }) => action,
  subject: ({ subject }) => subject,
  instance_id: ({ instanceId }) => instanceId,
  zone_id: ({ zoneId }) => zoneId,
  zone_name: ({ zoneName }) => zoneName,
  job_id: ({ jobId }) => jobId,
  job_name: ({ jobName }) => jobName,
  outcome: ({ outcome }) => outcome,
  settled_at: ({ settledAt }) => settledAt,
  code: ({ code }) => code,
  detail: ({ detail }) => detail,
  correlation_id: ({ correlationId }) => correlationId,
  request_id: ({ requestId }) => requestId,
  before: ({ before }) => jsonOf(before),
  after: ({ after }) => jsonOf(after),
  id: ({ id }) => id,
  hash: ({ hash }) => hash,
}

const jsonOf = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** RFC 4180 ends lines so. */
const options = { record_delimiter: 'windows' } as const

export const csvHead = () => stringify([Object.keys(columns)], options)

export function csvRows(items: readonly ActivityItem[]): string {
  const cells = Object.values(columns)
  return stringify(
    items.map((item) => cells.map((cell) => defused(cell(item)))),
    options,
  )
}

/** What a spreadsheet would take for a formula, also behind quotes or blanks, or in its wide form. */
const formula = /^["'\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^["']*[\t\r\n]/

/** What a formula may stand behind; with one of `;`, tab and line break in it, a new cell for who separates by those. */
const run = /["'\s\ufeff;]+/g
const separator = /[;\t\r\n]/
const sign = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/

/**
 * A cell that no spreadsheet calculates: an apostrophe in front makes text of it. So too within, where a spreadsheet that
 * separates by other signs than commas begins a cell: there quotes in the middle of a line protect nothing.
 */
export function defused(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.replaceAll(run, (given, at: number) => {
    const isFormula = sign.test(value.charAt(at + given.length))
    return at > 0 && isFormula && separator.test(given) ? `${given}'` : given
  })
  return formula.test(value) ? `'${text}` : text
}
