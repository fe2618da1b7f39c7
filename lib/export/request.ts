import { changeRequest } from '@/lib/destinations/change-request'
import { confText } from '@/lib/destinations/conf-text'
import {
  type DestinationInput,
  type DestinationPatch,
  type DestinationView,
  toRequest,
} from '@/lib/destinations/registry'
import { redactDeep } from '@/lib/destinations/secrets'
import {
  type ChangedDestination,
  settlePatch,
  shownDestination,
} from '@/lib/destinations/settle-patch'
import { buildOptions, type LogOptions } from '@/lib/jobs/options'
import type { Frequency, Logs } from '@/lib/schemas/logs'
import { withEverySecret } from './kinds'
import { withVariables } from './variables'

/** A job as it would be created; its secrets may be in it, no export lets them out. */
export type ExportedJob = {
  zoneId: string
  /** null: a job that exists has none. */
  name: string | null
  enabled: boolean
  dataset: string
  frequency: Frequency | null
  /** `names` expanded from the live list when the mode is `all`; left out for IBM's own set. */
  fields: Logs['fields']
  timestamps: Logs['timestamps']
  otherOptions?: LogOptions['others']
  destination: DestinationInput
  /** Of a copy: the job that exists. `leftOut` says in sentences what the copy has not. */
  copyOf?: { jobId: string; leftOut: string[] }
}

/** The members of a change that go to IBM; those that stay as they are, are left out. */
export type ExportedChange = {
  zoneId: string
  jobId: string
  /** What the job is called now. */
  jobName: string | null
  name?: string
  enabled?: boolean
  frequency?: Frequency
  destination?: { patch: DestinationPatch; held: DestinationView }
  options?: LogOptions
}

/** A mark in the place of every secret, and of what repeats one. */
function masked<Destination extends object>(destination: Destination): Destination {
  // It only puts texts in the place of texts.
  return redactDeep(destination) as Destination
}

/** The destination with a mark in the place of every secret, also of one that is not given yet. */
export function maskedInput(destination: DestinationInput): DestinationInput {
  return masked(withEverySecret(destination))
}

export function optionsOf(job: ExportedJob): string {
  const { fields, timestamps, otherOptions = [] } = job
  const names = fields.mode === 'default' ? null : (fields.names ?? null)
  return buildOptions({ fields: names, timestamps, others: otherOptions })
}

/** IBM's create body with templates where it has secrets; everything else is what the app itself sends. */
export function createBody(job: ExportedJob): Record<string, unknown> {
  return withVariables({
    name: job.name ?? undefined,
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency ?? undefined,
    ...toRequest(maskedInput(job.destination)),
    logpull_options: optionsOf(job),
  })
}

export type SettledChange =
  | { unavailable: string }
  /** `destination`: as it will be, masked. */
  | { destination: ChangedDestination | null; members: Record<string, unknown> }

/** What a change of the destination comes to, as far as a browser can tell: what stays hidden is a mark. */
export function settleChange({ destination }: ExportedChange): SettledChange {
  if (!destination) return { destination: null, members: {} }
  const held = shownDestination(destination.held)
  const settled = settlePatch(destination.patch, held)
  if (settled.outcome === 'unchanged') return { destination: null, members: {} }
  if (settled.outcome === 'refused') {
    return { unavailable: settled.errors.map(({ message }) => `${message}.`).join(' ') }
  }
  const input = masked(settled.input)
  return { destination: input, members: changeRequest(input, confText(destination.held)) }
}

/** IBM's update body with the changed members alone, secrets as templates. */
export function changeBody(
  { name, enabled, frequency, options }: ExportedChange,
  members: Record<string, unknown>,
): Record<string, unknown> {
  return withVariables({
    name,
    enabled,
    frequency,
    ...members,
    logpull_options: options && buildOptions(options),
  })
}
