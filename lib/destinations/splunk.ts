import * as z from 'zod/mini'
import { formatConf, isYes, param } from './conf'
import { editConf } from './edit-conf'
import type { Fault, ParsedConf, SettledText, TextKind } from './kind'
import { shownConf, shownParam } from './mask'
import { fullEndpoint, rawPath, splunkPlace, usualSourceType } from './splunk-place'
import {
  changedParam,
  faultsOf,
  headerValue,
  isHiddenByIbm,
  isHost,
  isPort,
  judged,
  settledText,
  splitPort,
  withinLimit,
} from './text-rules'
import { findGuid } from './wire-ids'

const kind = z.literal('splunk')

/** Host, port, and the raw endpoint behind, which may be left out. */
const endpoint = z.string('Enter host and port of the HTTP Event Collector').check(
  z.trim(),
  z.minLength(1, 'Enter host and port of the HTTP Event Collector'),
  z.maxLength(1024, 'At most 1,024 characters'),
  z.refine((text) => !text.includes('://'), {
    message: 'Leave out https://. Enter host and port, such as splunk.example:8088',
    abort: true,
  }),
  z.refine(
    (text) => {
      const { host, port } = splitPort(splunkPlace(text).authority)
      return isHost(host) && isPort(port)
    },
    { message: 'Enter host and port, such as splunk.example:8088', abort: true },
  ),
  z.refine((text) => {
    const { path } = splunkPlace(text)
    return /^(?:[\w.~-]+\/)*services\/collector\/raw$/.test(path)
  }, `IBM sends to HEC’s raw endpoint only: let the path end with /${rawPath}, or leave it out`),
)

const channelId = z
  .string()
  .check(z.trim(), z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'Must be a GUID'))

const sourceType = z
  .string()
  .check(
    z.trim(),
    z.maxLength(256, 'At most 256 characters'),
    z.regex(/^[\w:.-]*$/, 'Letters, digits and _ : . - only, such as cloudflare:json'),
  )

/** HEC's token. `Splunk `, which goes before it in the header, is taken off where it was pasted along. */
const token = z.pipe(
  z.pipe(
    z.string('Enter the HEC token'),
    z.transform((text: string) => text.trim().replace(/^splunk\s+/i, '')),
  ),
  headerValue('Enter the HEC token'),
)

export const splunkInput = z
  .strictObject({
    kind,
    endpoint,
    /** Made for the person when it is left out: HEC asks for one with raw data. */
    channelId: z.optional(channelId),
    /** `usualSourceType` when it is left out. */
    sourceType: z.optional(sourceType),
    skipVerify: z.optional(z.boolean()),
    token,
  })
  .check(withinLimit(toConf, () => 'token'))
export type SplunkInput = {
  kind: 'splunk'
  endpoint: string
  channelId?: string | undefined
  sourceType?: string | undefined
  skipVerify?: boolean | undefined
  token: string
}

/** An input without the token that is kept, or the destination as it was read. */
export const splunkPatch = z.strictObject({
  kind,
  endpoint: z.string().check(z.maxLength(4096)),
  channelId: z.optional(z.nullable(z.string().check(z.maxLength(64)))),
  /** null or '' takes it out. */
  sourceType: z.optional(z.nullable(z.string().check(z.maxLength(4096)))),
  skipVerify: z.optional(z.boolean()),
  token: z.optional(z.string().check(z.maxLength(8192))),
  hasKey: z.optional(z.boolean()),
})
export type SplunkPatch = z.infer<typeof splunkPatch>

export const splunkView = z.object({
  kind,
  /** Host, port and path, as in `splunk.example:8088/services/collector/raw`. */
  endpoint: z.string(),
  channelId: z.nullable(z.string()),
  sourceType: z.nullable(z.string()),
  skipVerify: z.boolean(),
  hasKey: z.boolean(),
})
export type SplunkView = z.infer<typeof splunkView>

const inHeader = (secret: string) => `Splunk ${secret}`

/** Spellings in the engine's text and in IBM's body; the first is written. */
const names = {
  channel: ['channel', 'channel_id'],
  token: ['header_Authorization'],
  sourceType: ['sourcetype', 'source_type'],
  skipVerify: ['insecure-skip-verify', 'skip_verify'],
}

function toConf(input: SplunkInput): string {
  return formatConf({
    scheme: 'splunk',
    ...splunkPlace(input.endpoint.trim()),
    params: [
      ...(input.channelId ? [{ name: 'channel', value: input.channelId }] : []),
      { name: 'header_Authorization', value: inHeader(input.token) },
      { name: 'sourcetype', value: input.sourceType || usualSourceType },
      { name: 'insecure-skip-verify', value: String(input.skipVerify ?? false) },
    ],
  })
}

function parseConf(conf: ParsedConf): SplunkView | null {
  if (conf.scheme !== 'splunk' || conf.authority === '') return null
  const shown = shownConf(conf)
  return {
    kind: 'splunk',
    endpoint: `${shown.authority}${shown.path && `/${shown.path}`}`,
    channelId: findGuid(shownParam(shown, ...names.channel)),
    sourceType: shownParam(shown, ...names.sourceType),
    skipVerify: isYes(param(conf, ...names.skipVerify)),
    hasKey: shown.hides,
  }
}

export const splunk: TextKind<'splunk', SplunkInput, SplunkPatch, SplunkView> = {
  kind: 'splunk',
  input: splunkInput,
  patch: splunkPatch,
  view: splunkView,
  toConf,
  toRequest: (input) => ({
    splunk: {
      endpoint_url: Object.values(splunkPlace(input.endpoint)).join('/'),
      ...(input.channelId ? { channel_id: input.channelId } : {}),
      skip_verify: input.skipVerify ?? false,
      source_type: input.sourceType || usualSourceType,
      auth_token: inHeader(input.token),
    },
  }),
  parseConf,
  settle,
}

function settle({ hasKey: _, ...patch }: SplunkPatch, held: ParsedConf | null): SettledText {
  const view = held && parseConf(held)
  if (held === null || view === null) return asNew(patch)
  if (fullEndpoint(patch.endpoint) !== fullEndpoint(view.endpoint)) return moved(patch, held, view)
  const faults: Fault[] = []
  const params = [
    ...changedParam(
      channelId,
      {
        asked: patch.channelId ?? undefined,
        now: view.channelId,
        names: names.channel,
        path: 'channelId',
      },
      faults,
    ),
    ...changedParam(
      sourceType,
      {
        asked: patch.sourceType,
        now: view.sourceType,
        names: names.sourceType,
        path: 'sourceType',
      },
      faults,
    ),
  ]
  const isLax = patch.skipVerify ?? view.skipVerify
  if (isLax !== view.skipVerify) params.push({ names: names.skipVerify, value: String(isLax) })
  if (patch.token === undefined) {
    const message = whyNoToken(held)
    if (message !== null) faults.push({ path: 'token', message })
  } else {
    const secret = judged(token, patch.token, 'token', faults)
    if (secret) params.push({ names: names.token, value: inHeader(secret) })
  }
  const conf = editConf(held.text, { params })
  return settledText(conf, held.text, 'token', faults)
}

/** Why the token that IBM holds can't stay; null: it can. */
function whyNoToken(held: ParsedConf): string | null {
  const secret = param(held, ...names.token)
  return secret !== null && isHiddenByIbm(secret)
    ? 'IBM does not return the current token, so it has to be entered again'
    : null
}

const managed = new Set(Object.values(names).flatMap((all) => all.map((one) => one.toLowerCase())))

/** What one place was given is never sent to another: neither its token nor any header or parameter that we don't manage. */
function moved(
  { channelId: channel, sourceType: type, skipVerify, ...patch }: Omit<SplunkPatch, 'hasKey'>,
  held: ParsedConf,
  view: SplunkView,
): SettledText {
  const settled = asNew({
    ...patch,
    channelId: channel ?? view.channelId,
    sourceType: type === undefined ? view.sourceType : type,
    skipVerify: skipVerify ?? view.skipVerify,
  })
  if (!('faults' in settled)) {
    const shown = shownConf(held).params.map(({ name }) => name)
    return { ...settled, drops: shown.filter((name) => !managed.has(name.toLowerCase())) }
  }
  const message = 'Enter the HEC token: the current one is kept for the current endpoint only'
  const isOpen = ({ path }: Fault) => path === 'token' && patch.token === undefined
  return { faults: settled.faults.map((one) => (isOpen(one) ? { ...one, message } : one)) }
}

/** Nothing can stay, so it is judged as for a new job. */
function asNew({ channelId: channel, sourceType: type, ...patch }: SplunkPatch): SettledText {
  const given = {
    ...(channel ? { channelId: channel } : {}),
    ...(type ? { sourceType: type } : {}),
  }
  const result = splunkInput.safeParse({ ...patch, ...given })
  return result.success ? { conf: toConf(result.data) } : { faults: faultsOf(result.error.issues) }
}
