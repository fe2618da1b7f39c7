import {
  creatableKinds,
  type DestinationInput,
  destinationKinds,
  toRequest,
} from '@/lib/destinations/registry'
import { buildOptions, type LogOptions } from '@/lib/logs/options'
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

const tokenNames = new Set(['ownership_challenge'])
const secretNames = new Set([
  ...Object.values(destinationKinds).flatMap(({ wireSecretFields }) => wireSecretFields),
  ...Object.values(creatableKinds).flatMap(({ secretFields }) => secretFields),
])

/** A body of IBM's with a placeholder for every secret, whatever stands there. */
function withPlaceholders(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (!secretNames.has(name)) return [name, withPlaceholders(member)]
      const placeholder: PlaceholderName = tokenNames.has(name) ? 'OWNERSHIP_TOKEN' : 'IBM_API_KEY'
      return [name, { placeholder }]
    }),
  )
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

function destinationBody(destination: DestinationInput): Record<string, unknown> {
  // A secret that is not given yet has its place in the request all the same.
  const complete: DestinationInput =
    destination.kind === 'cos'
      ? { ...destination, apiKey: 'placeholder', ownershipToken: 'placeholder' }
      : { ...destination, apiKey: 'placeholder' }
  return Object.fromEntries(
    Object.entries(toRequest(complete)).map(([name, member]) => {
      const body = withPlaceholders({ [name]: member })
      return [name, typeof body === 'object' && body !== null ? Object.values(body)[0] : body]
    }),
  )
}
