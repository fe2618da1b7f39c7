import 'server-only'
import { buildOptions, changeOptions, parseOptions } from '@/lib/jobs/options'
import { type AskedLogs, settleLogs } from '@/lib/jobs/settle-logs'
import type { Job } from '@/lib/schemas/job'
import type { LogsInput } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { UpstreamError, ValidationError } from '@/lib/server/errors'
import type { WireJob } from '@/lib/server/ibm/wire'
import { listFields } from '../fields/list'

/**
 * IBM's `logpull_options` for a new job. "All" is a word of IBM's CLI only, so it is expanded here from the live list.
 * Throws ValidationError for a field that is not on it.
 */
export async function newOptions(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string,
  { fields, timestamps }: LogsInput,
): Promise<string> {
  const live = () => liveNames(ctx, place, dataset)
  return buildOptions({ fields: await fieldNames(fields, [], live), timestamps, others: [] })
}

/**
 * The text that replaces a job's `logpull_options`; null: what is asked for is what the job holds, so IBM is told
 * nothing. All that the change leaves alone stays to the letter, also a field that IBM lists no more. Throws
 * ValidationError for what is new and can't be.
 */
export async function changedOptions(
  ctx: ServiceContext,
  place: ZonePlace,
  { dataset, logpull_options: text }: WireJob,
  asked: AskedLogs,
  { logs }: Pick<Job, 'logs'>,
): Promise<string | null> {
  const held = parseOptions(text)
  const settled = settleLogs(asked, held, logs.fields.mode === 'all')
  if (settled.outcome === 'unchanged') return null
  if (settled.outcome === 'refused') throw new ValidationError(settled.errors)
  const { fields: wanted, others } = settled
  if (!wanted) return changeOptions(text, others)
  const live = () => (dataset ? liveNamesIfAny(ctx, place, dataset) : Promise.resolve([]))
  const fields = await fieldNames(wanted, held.fields ?? [], live)
  return changeOptions(text, { ...others, fields })
}

/** null: IBM's own set. `held`: names that the job has already, which may stay though IBM lists them no more. */
async function fieldNames(
  { mode, names = [] }: AskedLogs['fields'],
  held: readonly string[],
  readLive: () => Promise<string[]>,
): Promise<string[] | null> {
  if (mode === 'default') return null
  // What the job holds already needs no list: it may be of a dataset that IBM has none for.
  if (mode === 'list' && names.every((name) => held.includes(name))) return [...new Set(names)]
  const live = await readLive()
  if (mode === 'all') {
    if (live.length > 0) return live
    throw new ValidationError(
      [{ path: 'logs.fields', message: 'IBM lists no fields for this dataset' }],
      'IBM lists no fields for this job’s dataset, so “all fields” can’t be requested. Nothing was changed.',
    )
  }
  const known = new Set([...live, ...held])
  const errors = names.flatMap((name, at) =>
    known.has(name)
      ? []
      : [{ path: `logs.fields.names.${at}`, message: `${name} is not a field of this dataset` }],
  )
  if (errors.length > 0) throw new ValidationError(errors)
  return [...new Set(names)]
}

async function liveNames(ctx: ServiceContext, place: ZonePlace, dataset: string) {
  return (await listFields(ctx, place, dataset)).items.map(({ name }) => name)
}

/** A job may be of a dataset that IBM has no list for; that is no reason to say that the job is missing. IBM's status is unproven. */
async function liveNamesIfAny(ctx: ServiceContext, place: ZonePlace, dataset: string) {
  try {
    return await liveNames(ctx, place, dataset)
  } catch (error) {
    const { status } = error instanceof UpstreamError ? error.facts : {}
    if (status === 404 || status === 400) return []
    throw error
  }
}
