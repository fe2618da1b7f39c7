import * as z from 'zod/mini'
import { decode, formatConf, parseConf } from './conf'
import type { Fault, ParsedConf, SettledText, TextKind } from './kind'
import { shownConf } from './mask'
import {
  faultsOf,
  headerValue,
  holdsMask,
  isHiddenByIbm,
  isHost,
  isPort,
  judged,
  settledText,
  splitPort,
  withinLimit,
} from './text-rules'

const kind = z.literal('https')

/** Address and path, without parameters, which have rows of their own. */
const url = z.string('Enter the address of the receiver').check(
  z.trim(),
  z.minLength(1, 'Enter the address of the receiver'),
  z.maxLength(2048, 'At most 2,048 characters'),
  z.refine((text) => !holdsMask(text), {
    message: 'Replace the dots by what they stand for: it is hidden here and can’t be sent',
    abort: true,
  }),
  z.refine((text) => !/^http:/i.test(text), {
    message: 'IBM sends over https:// only',
    abort: true,
  }),
  z.refine((text) => /^https:\/\/[^/?#]/i.test(text), {
    message: 'Enter an address such as https://logs.example/ingest',
    abort: true,
  }),
  z.refine((text) => !authorityOf(text).includes('@'), {
    message: 'Leave user and password out of the address: send them as the header Authorization',
    abort: true,
  }),
  z.refine((text) => !/[?#]/.test(text), {
    message: 'The address ends before “?” and “#”: enter parameters in their own rows',
    abort: true,
  }),
  z.refine(
    (text) => {
      const { host, port } = splitPort(authorityOf(text))
      return isHost(host) && (port === '' ? !authorityOf(text).endsWith(':') : isPort(port))
    },
    { message: 'Enter a host, and a port from 1 to 65535 where it is not 443', abort: true },
  ),
  z.refine((text) => !/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(text.replaceAll('{DATE}', '')), {
    message:
      'Write spaces and other special characters of the path percent-encoded, a space as %20',
    abort: true,
  }),
  // A host may have letters of any alphabet; IBM's limit for the rest is that of a URI.
  z.refine(
    (text) => /^[\x20-\x7e]*$/.test(parseConf(text).path),
    'Write letters with accents and other signs outside ASCII percent-encoded, é as %C3%A9',
  ),
)

const authorityOf = (text: string) => text.replace(/^[a-z]+:\/\//i, '').split(/[/?#]/, 1)[0] ?? ''

/** RFC 9110, 5.1: a token. */
const headerName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter the header’s name'),
    z.maxLength(128, 'At most 128 characters'),
    z.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'A header’s name has letters, digits and hyphens only'),
  )
const headerText = headerValue('Enter the header’s value')

const paramName = z.string().check(
  z.trim(),
  z.minLength(1, 'Enter the parameter’s name'),
  z.maxLength(256, 'At most 256 characters'),
  z.refine(
    (text) => !isHeaderParam(text),
    'IBM sends parameters named header_… as headers: enter it there',
  ),
  z.regex(/^[\x20-\x7e]+$/, 'Plain characters only'),
)
const paramText = z.string().check(
  z.maxLength(4096, 'At most 4,096 characters'),
  z.refine((text) => !holdsMask(text), 'Replace the dots by the value itself'),
  z.refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'One line of plain text'),
)

const few = z.maxLength(50, 'At most 50')
const headersInput = z.array(z.strictObject({ name: headerName, value: headerText })).check(few)
const paramsInput = z.array(z.strictObject({ name: paramName, value: paramText })).check(few)

export const httpsInput = z
  .strictObject({
    kind,
    url,
    headers: z.optional(headersInput),
    params: z.optional(paramsInput),
  })
  .check(withinLimit(toConf, 'url'))
export type HttpsInput = {
  kind: 'https'
  url: string
  headers?: Entry[] | undefined
  params?: Entry[] | undefined
}
type Entry = { name: string; value: string }

/** By name alone the value that IBM holds stays, of repeated names each in its order. */
const named = z.array(
  z.strictObject({
    name: z.string().check(z.maxLength(4096)),
    value: z.optional(z.string().check(z.maxLength(8192))),
  }),
)

/** An input without the values that are kept, or the destination as it was read. */
export const httpsPatch = z.strictObject({
  kind,
  url: z.string().check(z.maxLength(4096)),
  headers: z.optional(named),
  params: z.optional(named),
  hasKey: z.optional(z.boolean()),
  also: z.optional(z.literal('qradar')),
})
export type HttpsPatch = z.infer<typeof httpsPatch>

const onlyName = z.object({ name: z.string() })

export const httpsView = z.object({
  kind,
  /** Without parameters; parts that could be a credential are masked. */
  url: z.string(),
  /** Headers that are sent along; their values are never shown. */
  headers: z.array(onlyName),
  /** The other parameters. */
  params: z.array(onlyName),
  hasKey: z.boolean(),
  /** `https://host:port` with nothing behind is how QRadar is written, too: nobody can tell them apart. */
  also: z.optional(z.literal('qradar')),
})
export type HttpsView = z.infer<typeof httpsView>

const headerPrefix = 'header_'
const isHeaderParam = (name: string) => /^header_/i.test(name)

function toConf({ url: address, headers = [], params = [] }: HttpsInput): string {
  const { authority, path } = parseConf(address)
  return formatConf({
    scheme: 'https',
    authority,
    path,
    params: [
      ...headers.map(({ name, value }) => ({ name: `${headerPrefix}${name}`, value })),
      ...params,
    ],
  })
}

const hostWithPort = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}_.-]+):\d{1,5}$/iu

function viewOf(conf: ParsedConf): HttpsView | null {
  if (conf.scheme !== 'https' || conf.authority === '') return null
  const { authority, path, params, hides } = shownConf(conf)
  const isBare = conf.path === '' && conf.params.length === 0
  return {
    kind: 'https',
    url: `https://${authority}${path && `/${path}`}`,
    headers: params
      .filter(({ name }) => isHeaderParam(name))
      .map(({ name }) => ({ name: name.slice(headerPrefix.length) })),
    params: params.filter(({ name }) => !isHeaderParam(name)).map(({ name }) => ({ name })),
    hasKey: hides,
    ...(isBare && hostWithPort.test(conf.authority) ? { also: 'qradar' } : {}),
  }
}

export const https: TextKind<'https', HttpsInput, HttpsPatch, HttpsView> = {
  kind: 'https',
  input: httpsInput,
  patch: httpsPatch,
  view: httpsView,
  toConf,
  toRequest: (input) => ({ destination_conf: toConf(input) }),
  parseConf: viewOf,
  settle,
}

function settle(
  { hasKey: _, also: __, ...patch }: HttpsPatch,
  held: ParsedConf | null,
): SettledText {
  const view = held && viewOf(held)
  if (held === null || view === null) return asNew(patch)
  const faults: Fault[] = []
  const isSame = patch.url === view.url
  const address = isSame ? undefined : judged(url, patch.url, 'url', faults)
  // What a receiver was given is not sent to another one.
  const stays =
    isSame || authorityOf(patch.url).toLowerCase() === authorityOf(view.url).toLowerCase()
  const pairs = pairsOf(held)
  const params = settleGroup(pairs, 'params', patch.params, stays, faults)
  const headers = settleGroup(pairs, 'headers', patch.headers, stays, faults)
  const written = pairs.map((pair) => params.held.get(pair) ?? headers.held.get(pair) ?? null)
  const query = [...written, ...headers.added, ...params.added].filter((pair) => pair !== null)
  const [place = ''] = (address ?? held.text).split('?', 1)
  const conf = query.length > 0 ? `${place}?${query.join('&')}` : place
  return settledText(conf, held.text, 'url', faults)
}

/** A parameter as it stands in the text, and the name that is shown of it. */
type Pair = { raw: string; name: string; group: 'headers' | 'params' }

function pairsOf(held: ParsedConf): Pair[] {
  const names = shownConf(held).params.map(({ name }) => name)
  const at = held.text.indexOf('?')
  const raws =
    at < 0
      ? []
      : held.text
          .slice(at + 1)
          .split('&')
          .filter((raw) => raw !== '')
  return raws.map((raw, index) => {
    const name = names[index] ?? ''
    return isHeaderParam(name)
      ? { raw, name: name.slice(headerPrefix.length), group: 'headers' }
      : { raw, name, group: 'params' }
  })
}

const wordsOf = {
  headers: { name: headerName, value: headerText, one: 'header', prefix: headerPrefix },
  params: { name: paramName, value: paramText, one: 'parameter', prefix: '' },
} as const

/** What becomes of the headers, or of the other parameters: those that stay as they will be written, and new ones. */
function settleGroup(
  pairs: readonly Pair[],
  group: Pair['group'],
  asked: HttpsPatch['headers'],
  stays: boolean,
  faults: Fault[],
): { held: Map<Pair, string>; added: string[] } {
  const words = wordsOf[group]
  const free = pairs.filter((pair) => pair.group === group)
  const held = new Map<Pair, string>()
  const added: string[] = []
  const wanted = asked ?? free.map(({ name }) => ({ name, value: undefined }))
  wanted.forEach(({ name, value }, index) => {
    const at = free.findIndex((pair) => sameName(pair, name))
    const [pair] = at < 0 ? [] : free.splice(at, 1)
    const path = [group, index] as const
    if (value === undefined) {
      const message = whyNoValue(pair, words.one, stays)
      if (pair && message === null) held.set(pair, pair.raw)
      else faults.push({ path: [...path, 'value'].join('.'), message: message ?? '' })
      return
    }
    const text = judged(words.value, value, [...path, 'value'].join('.'), faults)
    if (text === undefined) return
    if (pair) {
      held.set(pair, withValue(pair.raw, text))
      return
    }
    const newName = judged(words.name, name, [...path, 'name'].join('.'), faults)
    if (newName !== undefined) added.push(pairText(words.prefix + newName, text))
  })
  return { held, added }
}

const sameName = (pair: Pair, name: string) =>
  pair.group === 'headers'
    ? pair.name.toLowerCase() === name.trim().toLowerCase()
    : pair.name === name

const pairText = (name: string, value: string) =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value)}`

function withValue(raw: string, value: string): string {
  const equals = raw.indexOf('=')
  const [name, now] = equals < 0 ? [raw, null] : [raw.slice(0, equals), raw.slice(equals + 1)]
  return now !== null && decode(now) === value ? raw : `${name}=${encodeURIComponent(value)}`
}

/** Why a value that IBM holds can't stay; null: it can. */
function whyNoValue(pair: Pair | undefined, one: string, stays: boolean): string | null {
  if (!pair) return `Enter the value of this ${one}: the job has none of this name`
  if (!stays)
    return `Enter the value of this ${one}: the current one is kept for the current host only`
  const [, value = ''] = /=(.*)$/s.exec(pair.raw) ?? []
  return isHiddenByIbm(decode(value))
    ? `IBM does not return the current value of this ${one}, so it has to be entered again`
    : null
}

/** Nothing can stay, so it is judged as for a new job. */
function asNew({
  headers = [],
  params = [],
  ...patch
}: Omit<HttpsPatch, 'hasKey' | 'also'>): SettledText {
  const filled = ({ name, value = '' }: { name: string; value?: string | undefined }) => ({
    name,
    value,
  })
  const result = httpsInput.safeParse({
    ...patch,
    headers: headers.map(filled),
    params: params.map(filled),
  })
  return result.success ? { conf: toConf(result.data) } : { faults: faultsOf(result.error.issues) }
}
