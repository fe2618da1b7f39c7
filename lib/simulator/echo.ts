/**
 * What a receiver says back of the request that it refuses. `path`: its path, as web frameworks do by default; `url`: with the query;
 * `headers`: the headers, as echo servers do; `conf`: the engine's own text, all of it.
 */
export const ECHOES = ['path', 'url', 'headers', 'conf'] as const

export type Echo = (typeof ECHOES)[number]

const OUTLINE = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)\??([^#]*)/i

/** As the engine keeps it in a job's `error_message`: the receiver's status and body. That it keeps the body is unproven. */
export function echoOf(conf: string, echo: Echo): string {
  const [, path = '', query = ''] = OUTLINE.exec(conf) ?? []
  const params = query.split('&').filter((param) => param !== '')
  const headers = params.filter((param) => param.startsWith('header_'))
  const rest = params.filter((param) => !param.startsWith('header_'))
  switch (echo) {
    case 'path':
      return refusal({ message: `Cannot POST ${path || '/'}` })
    case 'url':
      return refusal({
        message: `Cannot POST ${path || '/'}${rest.length > 0 ? `?${rest.join('&')}` : ''}`,
      })
    case 'headers':
      return refusal({ headers: Object.fromEntries(headers.map(toHeader)) })
    case 'conf':
      return refusal({ message: `Cannot POST ${conf}` })
  }
}

function refusal(body: object): string {
  return `404 ${JSON.stringify(body)}`
}

function toHeader(param: string): [string, string] {
  const [name = '', value = ''] = param.slice('header_'.length).split('=', 2)
  return [name, decode(value)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
