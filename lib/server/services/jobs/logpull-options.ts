import 'server-only'
import { buildOptions, parseOptions } from '@/lib/jobs/options'
import type { LogsInput, Timestamps } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { ValidationError } from '@/lib/server/errors'
import { listFields } from '../fields/list'

type Asked = { fields: LogsInput['fields']; timestamps: Timestamps | null }

/**
 * IBM's `logpull_options` for what is asked. "All" is a word of IBM's CLI only, so it is expanded here from the
 * live list. `current` is the job's text so far: options that we don't manage (`sample`) are kept from it, and a
 * field that it names already may stay although IBM lists it no more. Throws ValidationError for any other field.
 */
export async function logpullOptions(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string | null,
  asked: Asked,
  current: string | null,
): Promise<string> {
  const { fields: held, timestamps, others } = parseOptions(current)
  return buildOptions({
    fields: await fieldNames(ctx, place, dataset ?? '', asked.fields, held ?? []),
    timestamps: asked.timestamps ?? timestamps,
    others,
  })
}

async function fieldNames(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string,
  fields: LogsInput['fields'],
  held: readonly string[],
): Promise<string[] | null> {
  if (fields.mode === 'default') return null
  const names = fields.names ?? []
  // What the job holds already needs no list: it may be of a dataset that IBM has none for.
  if (fields.mode === 'list' && names.every((name) => held.includes(name))) {
    return [...new Set(names)]
  }
  const live = (await listFields(ctx, place, dataset)).map((field) => field.name)
  if (fields.mode === 'all') {
    if (live.length > 0) return live
    throw new ValidationError(
      [{ path: 'logs.fields', message: 'IBM lists no fields for this dataset now' }],
      'IBM lists no fields for this dataset now, so “all” can’t be spelt out. Nothing was sent.',
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
