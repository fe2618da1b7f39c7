import * as z from 'zod/mini'
import { cloudLogsInput } from './cloud-logs'
import { cloudLogs, cloudLogsPatch, cloudLogsView } from './cloud-logs-kind'
import { parseConf } from './conf'
import { cosInput } from './cos'
import { cos, cosPatch, cosView } from './cos-kind'
import { https, httpsView } from './https'
import type { CreatableKind, DestinationKind } from './kind'
import { logdna, logdnaView } from './logdna'
import { other, otherPatch, otherView, toOther } from './other'
import { qradar, qradarView } from './qradar'
import { splunk, splunkView } from './splunk'

/** A destination as a new job names it. */
export const destinationInput = z.discriminatedUnion('kind', [cosInput, cloudLogsInput])
export type DestinationInput = z.infer<typeof destinationInput>

/** A destination as it is shown: no secret in it. */
export const destinationView = z.discriminatedUnion('kind', [
  cosView,
  cloudLogsView,
  splunkView,
  qradarView,
  httpsView,
  logdnaView,
  otherView,
])
export type DestinationView = z.infer<typeof destinationView>

/**
 * A destination in a change of a job: an input without the secrets that are kept, or a view as it was read (which
 * changes nothing). Only its outline is checked here; `settlePatch` says what it comes to.
 */
export const destinationPatch = z.discriminatedUnion('kind', [
  cosPatch,
  cloudLogsPatch,
  splunkView,
  qradarView,
  httpsView,
  logdnaView,
  otherPatch,
])
export type DestinationPatch = z.infer<typeof destinationPatch>

export type Kind = DestinationView['kind']
export type CreatableKindName = DestinationInput['kind']
type Inputs = { [Input in DestinationInput as Input['kind']]: Input }
type Views = { [View in DestinationView as View['kind']]: View }

/** Complete by type: a kind without an entry here does not compile. */
export const destinationKinds: { [K in Kind]: DestinationKind<K, Views[K]> } = {
  cos,
  cloudLogs,
  splunk,
  qradar,
  https,
  logdna,
  other,
}

/** Those a job can be created with. */
export const creatableKinds: {
  [K in CreatableKindName]: CreatableKind<K, Inputs[K], Views[K]>
} = { cos, cloudLogs }

/** HTTPS after those whose addresses look like it; `other` is the last resort, because it takes every text. */
const parsers = [cos, cloudLogs, splunk, logdna, https]

/** Any `destination_conf`, IBM's null included, as what may be shown of it. Never throws, never holds a secret. */
export function fromConf(text: string | null | undefined): DestinationView {
  const conf = parseConf(text ?? '')
  for (const kind of parsers) {
    const view = kind.parseConf(conf)
    if (view !== null) return view
  }
  return toOther(conf)
}

/** The members of IBM's create or update body for this destination, secrets in clear: server, or export by placeholder. */
export function toRequest(input: DestinationInput): Record<string, unknown> {
  return input.kind === 'cos' ? cos.toRequest(input) : cloudLogs.toRequest(input)
}
