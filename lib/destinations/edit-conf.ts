import { decode } from './conf'

/**
 * A parameter to be set: `names` are its spellings; the first is written where the text has none. null takes it out,
 * every one of the names.
 */
export type ParamEdit = { names: readonly string[]; value: string | null }

export type ConfEdit = {
  authority?: string | undefined
  /** As it stands in the text, percent-encoded, without the leading slash. */
  path?: string | undefined
  params: readonly ParamEdit[]
}

/**
 * A `destination_conf` with some of its parts replaced and everything else to the letter: order, spelling, parameters
 * that nobody here knows. What has the wanted value already is not written anew.
 */
export function editConf(text: string, { authority, path, params }: ConfEdit): string {
  const [address, query] = cut(text.trim(), '?')
  const [scheme, rest] = cut(address, '://')
  const [host, folder] = cut(rest, '/')
  const pairs = params.reduce(setParam, query === '' ? [] : unglued(query).split('&'))
  const before = rest.includes('/') ? `/${folder}` : ''
  const place = path === undefined ? before : path && `/${path}`
  return `${scheme}://${authority ?? host}${place}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** At the first `by`, which is in neither half; the second is '' where there is none. */
function cut(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)]
}

/** An example of IBM's documents lost the "&" before the key. */
const unglued = (query: string) =>
  query.replace(/(?<=instance-id=[0-9a-f-]{36})(?=ibm_api_key=)/gi, '&')

function setParam(pairs: string[], { names, value }: ParamEdit): string[] {
  const spellings = names.map((name) => name.toLowerCase())
  const isNamed = (pair: string) => spellings.includes(decode(cut(pair, '=')[0]).toLowerCase())
  if (value === null) return pairs.filter((pair) => !isNamed(pair))
  const at = pairs.findIndex(isNamed)
  const written = encodeURIComponent(value.toWellFormed())
  if (at < 0) return [...pairs, `${names[0]}=${written}`]
  const [name, held] = cut(pairs[at] ?? '', '=')
  return decode(held) === value ? pairs : pairs.with(at, `${name}=${written}`)
}
