import { decode } from './conf'
import {
  type HttpsInput,
  type HttpsPatch,
  type HttpsView,
  headerName,
  headerPrefix,
  headerText,
  httpsInput,
  httpsPatch,
  httpsView,
  isHeaderParam,
  paramName,
  paramText,
  toConf,
  url,
} from './https-schema'
import type { Fault, ParsedConf, SettledText, TextKind } from './kind'
import { longestPart } from './longest-part'
import { shownConf } from './mask'
import { sameReceiver } from './same-receiver'
import { faultsOf, isHiddenByIbm, judged, settledText } from './text-rules'

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
  const stays = isSame || sameReceiver(patch.url, view.url)
  const pairs = pairsOf(held)
  const params = settleGroup(pairs, 'params', patch.params, stays, faults)
  const headers = settleGroup(pairs, 'headers', patch.headers, stays, faults)
  const written = pairs.map((pair) => params.held.get(pair) ?? headers.held.get(pair) ?? null)
  const query = [...written, ...headers.added, ...params.added].filter((pair) => pair !== null)
  const [place = ''] = (address ?? held.text).split('?', 1)
  const conf = query.length > 0 ? `${place}?${query.join('&')}` : place
  return settledText(conf, held.text, longestPart(patch), faults)
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
