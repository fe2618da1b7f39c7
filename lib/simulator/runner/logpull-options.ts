import type { SimJob } from '../state.ts'

export type TimestampFormat = 'rfc3339' | 'unix' | 'unixnano'

export type LogOptions = {
  /** null: none are named, so the engine's own set goes out. */
  fields: string[] | null
  timestamps: TimestampFormat
  /** Share of the records that go out, above 0 and at most 1. */
  sample: number
}

/** `output_options` stand before `logpull_options`. Source: the engine's documentation of log output options. */
export function logOptionsOf({ logpullOptions, otherMembers }: SimJob): LogOptions {
  const options = parseLogpullOptions(logpullOptions)
  const given = otherMembers?.output_options
  const output: Record<string, unknown> = typeof given === 'object' ? { ...given } : {}
  const { field_names: names, timestamp_format: format, sample_rate: sample } = output
  return {
    fields: Array.isArray(names) ? names.map(String) : options.fields,
    timestamps: typeof format === 'string' ? toFormat(format) : options.timestamps,
    sample: typeof sample === 'number' && sample > 0 ? Math.min(sample, 1) : options.sample,
  }
}

function toFormat(format: string | null): TimestampFormat {
  if (format === 'unix') return 'unix'
  return format?.startsWith('rfc3339') ? 'rfc3339' : 'unixnano'
}

/** Without a format the engine writes unixnano. Source: the engine's documentation of `logpull_options`. */
export function parseLogpullOptions(text: string | null): LogOptions {
  const params = new URLSearchParams(text ?? '')
  const names = (params.get('fields') ?? '').split(',').filter((name) => name !== '')
  const format = params.get('timestamps')
  const sample = Number(params.get('sample') ?? 1)
  return {
    fields: names.length > 0 ? names : null,
    timestamps: toFormat(format),
    sample: sample > 0 && sample < 1 ? sample : 1,
  }
}

/** What HTTP requests hold when no field is named. Source: IBM, "Using the Logpull service" (its answers). */
const DEFAULT_HTTP_FIELDS = [
  'ClientIP',
  'ClientRequestHost',
  'ClientRequestMethod',
  'ClientRequestURI',
  'EdgeEndTimestamp',
  'EdgeResponseBytes',
  'EdgeResponseStatus',
  'EdgeStartTimestamp',
  'RayID',
]

/** The names that go out when none are chosen; for other datasets than HTTP requests (unproven) all there are. */
export function defaultFields(dataset: string, known: Iterable<string>): string[] {
  return dataset === 'http_requests' ? DEFAULT_HTTP_FIELDS : [...known]
}
