import 'server-only'
import { confText } from '@/lib/destinations/conf-text'
import { secretsFromConf } from '@/lib/destinations/kept-key'
import { type DestinationInput, fromConf, toConf } from '@/lib/destinations/registry'
import type { ChangedDestination } from '@/lib/destinations/settle-patch'
import { parseOptions } from '@/lib/jobs/options'
import type { JobSnapshot } from '@/lib/jobs/snapshot'
import { fingerprint } from '@/lib/server/crypto'
import type { WireJob } from '@/lib/server/ibm/wire'

/** A job's settings for the audit, as IBM holds them. */
export function snapshotOf(wire: WireJob): JobSnapshot {
  const { name, enabled, dataset, frequency, logpull_options, destination_conf } = wire
  return {
    name,
    enabled,
    dataset,
    frequency,
    destination: fromConf(destination_conf),
    logs: logsOf(logpull_options),
    keyPrint: printOf(secretsFromConf(destination_conf)),
  }
}

/** What a change asks for, by member of IBM's body. `destination` stands for whichever members it takes there. */
export type AskedMembers = {
  name?: string | null
  enabled?: boolean
  dataset?: string
  frequency?: string
  logpull_options?: string
  destination?: AskedDestination
}

/** What was typed, and the members of IBM's body that it comes to. */
export type AskedDestination = {
  input: DestinationInput | ChangedDestination
  body: Record<string, unknown>
}

/** The settings once a change is carried out as asked. */
export function snapshotAfter(
  before: JobSnapshot,
  { destination, logpull_options, ...rest }: AskedMembers,
): JobSnapshot {
  return {
    ...before,
    ...rest,
    ...(logpull_options === undefined ? {} : { logs: logsOf(logpull_options) }),
    ...(destination === undefined ? {} : destinationAsked(destination)),
  }
}

/** The settings of a job that is to be created. */
export function snapshotToCreate(asked: Required<AskedMembers>): JobSnapshot {
  const nothing: JobSnapshot = {
    name: null,
    enabled: false,
    dataset: null,
    frequency: null,
    destination: fromConf(null),
    logs: logsOf(null),
    keyPrint: null,
  }
  return snapshotAfter(nothing, asked)
}

/** Where IBM's form of a change has no room for it, the whole text goes back: that then is the destination. */
function destinationAsked({ input, body }: AskedDestination) {
  const { destination_conf: conf } = body
  return typeof conf === 'string' ? ofConf(conf) : destinationOf(input)
}

const ofConf = (conf: string) => ({
  destination: fromConf(conf),
  keyPrint: printOf(secretsFromConf(conf)),
})

/** A destination that was typed, with a print of its key in place of the key. */
export function destinationOf(
  input: DestinationInput | ChangedDestination,
): Pick<JobSnapshot, 'destination' | 'keyPrint'> {
  if ('conf' in input) return ofConf(input.conf)
  if (input.kind !== 'cos' && input.kind !== 'cloudLogs') return ofConf(toConf(input) ?? '')
  const { instanceId, region } = input
  // Members that a changed destination does not name are empty in its text.
  const named = { ...input, instanceId: instanceId ?? '', region: region ?? '' } as DestinationInput
  const view = fromConf(confText(named))
  const names =
    input.kind === 'cloudLogs'
      ? {
          ...(input.applicationName ? { applicationName: input.applicationName } : {}),
          ...(input.subsystemName ? { subsystemName: input.subsystemName } : {}),
        }
      : {}
  return {
    destination: { ...view, ...names },
    keyPrint: printOf(('apiKey' in input && input.apiKey) || null),
  }
}

function logsOf(options: string | null): JobSnapshot['logs'] {
  const { fields, timestamps, others } = parseOptions(options)
  return {
    fields: fields === null ? { mode: 'default' } : { mode: 'list', names: fields },
    timestamps,
    otherOptions: others,
  }
}

const printOf = (key: string | null) => (key === null ? null : fingerprint(key))
