import * as z from 'zod/mini'
import { cloudLogsInput } from './cloud-logs'
import { cloudLogs, cloudLogsPatch, cloudLogsView } from './cloud-logs-kind'
import { parseConf } from './conf'
import { cosInput } from './cos'
import { cos, cosPatch, cosView } from './cos-kind'
import { https } from './https'
import { httpsInput, httpsPatch, httpsView } from './https-schema'
import type { CreatableKind, DestinationKind, ParsedConf, SettledText, TextKind } from './kind'
import { logdna, logdnaView } from './logdna'
import { other, otherInput, otherPatch, otherView, toOther } from './other'
import { qradar, qradarInput, qradarPatch, qradarView } from './qradar'
import { splunk, splunkInput, splunkPatch, splunkView } from './splunk'

/** A destination as a new job names it. */
export const destinationInput = z.discriminatedUnion('kind', [
  cosInput,
  cloudLogsInput,
  splunkInput,
  qradarInput,
  httpsInput,
  otherInput,
])
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
  splunkPatch,
  qradarPatch,
  httpsPatch,
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
} = { cos, cloudLogs, splunk, qradar, https, other }

/** Those that are written as one text. */
const textKinds = { splunk, qradar, https, other }
export type TextKindName = keyof typeof textKinds

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

/** The members of IBM's create body for this destination, secrets in clear: server, or export by placeholder. */
export function toRequest(input: DestinationInput): Record<string, unknown> {
  // The kind that has the name takes that kind's input.
  const kind = creatableKinds[input.kind] as CreatableKind<string, DestinationInput, unknown>
  return kind.toRequest(input)
}

type AnyTextKind = TextKind<string, DestinationInput, unknown, unknown>

/** The whole text of a kind that is written as one, secrets in clear; null of the others. */
export function toConf(input: DestinationInput): string | null {
  return input.kind in textKinds
    ? (textKinds[input.kind as TextKindName] as AnyTextKind).toConf(input)
    : null
}

/** The text that a patch makes of the one that a job has now. */
export function settleText(
  patch: Extract<DestinationPatch, { kind: TextKindName }>,
  held: string,
): SettledText {
  return (textKinds[patch.kind] as AnyTextKind).settle(patch, heldAs(patch.kind, parseConf(held)))
}

/** Only what is of the same kind can stay. An address alone is HTTPS and QRadar alike; the rest takes every text. */
function heldAs(kind: TextKindName, held: ParsedConf): ParsedConf | null {
  const { kind: now } = fromConf(held.text)
  return now === kind || (kind === 'qradar' && now === 'https') ? held : null
}
