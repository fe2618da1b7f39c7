import { confText } from '@/lib/destinations/conf-text'
import { type DestinationInput, toRequest } from '@/lib/destinations/registry'
import { isSecretName } from '@/lib/destinations/secret-names'
import { buildOptions, type LogOptions } from '@/lib/jobs/options'
import type { Frequency, Logs, Timestamps } from '@/lib/schemas/logs'
import type { PlaceholderName } from './pieces'

/** A job as it would be created; its secrets may be in it, no export lets them out. */
export type ExportedJob = {
  zoneId: string
  name: string
  enabled: boolean
  dataset: string
  frequency: Frequency
  /** `names` expanded from the live list when the mode is `all`; left out for IBM's own set. */
  fields: Logs['fields']
  timestamps: Timestamps
  otherOptions?: LogOptions['others']
  destination: DestinationInput
}

/** The members of a change that go to IBM; those that stay as they are, are left out. */
export type ExportedChange = Partial<
  Pick<ExportedJob, 'name' | 'enabled' | 'frequency' | 'destination'>
> & { options?: LogOptions }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A body of IBM's with a placeholder for every secret, whatever stands there. */
function withPlaceholders(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      if (!isSecretName(name)) {
        return [name, isRecord(member) ? withPlaceholders(member) : member]
      }
      const placeholder: PlaceholderName =
        name === 'ownership_challenge' ? 'OWNERSHIP_TOKEN' : 'IBM_API_KEY'
      return [name, { placeholder }]
    }),
  )
}

function destinationBody(destination: DestinationInput): Record<string, unknown> {
  // A secret that is not given yet has its place in the request all the same.
  switch (destination.kind) {
    case 'cos':
      return withPlaceholders(toRequest({ ...destination, apiKey: '', ownershipToken: '' }))
    case 'cloudLogs':
      return withPlaceholders(toRequest({ ...destination, apiKey: '' }))
    default:
      return { destination_conf: confText(destination) }
  }
}

export function optionsOf(job: ExportedJob): string {
  const { fields, timestamps, otherOptions = [] } = job
  const names = fields.mode === 'default' ? null : (fields.names ?? null)
  return buildOptions({ fields: names, timestamps, others: otherOptions })
}

/** IBM's create body, secrets as placeholders. */
export function createBody(job: ExportedJob) {
  return {
    name: job.name,
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency,
    ...destinationBody(job.destination),
    logpull_options: optionsOf(job),
  }
}

/** IBM's update body with the changed members alone, secrets as placeholders. */
export function changeBody({ name, enabled, frequency, destination, options }: ExportedChange) {
  return {
    name,
    enabled,
    frequency,
    ...(destination ? destinationBody(destination) : {}),
    logpull_options: options && buildOptions(options),
  }
}
