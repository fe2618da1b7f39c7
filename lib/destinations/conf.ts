import type { ParsedConf } from './kind'
import { DATE } from './placeholders'

/** IBM's limit for a `destination_conf`. Source: Cloudflare's API reference, which IBM's follows. */
export const maxConf = 4096

/** Percent-decodes what can be decoded and leaves the rest as it is; never throws. `+` stays a plus. */
export function decode(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}

/** A folder path as it stands in a `destination_conf`: percent-encoded, `{DATE}` kept readable. */
export function encodePath(path: string): string {
  return encodeURI(path.toWellFormed()).replaceAll('%7BDATE%7D', DATE)
}

function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('%E2%80%A2', '•')
}

/** Takes any text apart as `scheme://authority/path?params`; what is not of that form has scheme ''. Never throws. */
export function parseConf(text: string): ParsedConf {
  const trimmed = text.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]
  if (scheme === undefined) {
    return { text: trimmed, scheme: '', authority: '', path: trimmed, params: [] }
  }
  const rest = trimmed.slice(scheme.length + 3)
  const queryAt = rest.indexOf('?')
  const place = queryAt < 0 ? rest : rest.slice(0, queryAt)
  const query = queryAt < 0 ? '' : rest.slice(queryAt + 1)
  const slash = place.indexOf('/')
  return {
    text: trimmed,
    scheme: scheme.toLowerCase(),
    authority: slash < 0 ? place : place.slice(0, slash),
    path: slash < 0 ? '' : place.slice(slash + 1),
    params: query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=')
        return equals < 0
          ? { name: decode(pair), value: '' }
          : { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) }
      }),
  }
}

/** The opposite of `parseConf`; `path` has to be encoded already. */
export function formatConf({ scheme, authority, path, params }: Omit<ParsedConf, 'text'>): string {
  const query = params.map(({ name, value }) => `${encodeValue(name)}=${encodeValue(value)}`)
  return `${scheme}://${authority}${path && `/${path}`}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/** Broken at its parts for showing on several lines: place, then one parameter a line, its `?` or `&` first. */
export function confLines(text: string): string[] {
  return text.split(/(?=[?&])/)
}

/** Whether a flag's text says yes, in the spellings that the engine's language reads so (Go's ParseBool; unproven). */
export function isYes(value: string | null): boolean {
  return /^(1|t|true)$/i.test(value ?? '')
}

/** The value of the first parameter of one of these names, whatever the case; null when there is none. */
export function param(conf: ParsedConf, ...names: string[]): string | null {
  const spellings = names.map((name) => name.toLowerCase())
  return conf.params.find(({ name }) => spellings.includes(name.toLowerCase()))?.value ?? null
}
