/** Longer paths and queries than any page or client of ours makes; the framework's parser takes the square of the number of parameters. */
const longestPath = 2048
const longestQuery = 4096
const mostParameters = 50

export const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** Nothing but the API is written to; a form posted to a page would be taken for one of the framework's server actions. */
const pageMethods = ['GET', 'HEAD']

/** Whether problems answer at this address. */
export const isApiPath = (url) => /^\/api(?:[/?]|$)/.test(url)

/**
 * The address of a request as a path: clients that take us for a proxy send it whole (RFC 9112, 3.2.2).
 * @param {string} url the request target as it came
 */
export function pathForm(url) {
  const [whole] = /^https?:\/\/[^/?#]*/i.exec(url) ?? ['']
  const rest = url.slice(whole.length)
  return whole === '' || rest.startsWith('/') ? rest : `/${rest}`
}

/**
 * Addresses at which the framework shows pages of its own, some with status 500 and all without our frame. A name that
 * begins with "_" is no page of ours.
 */
const frameworkPages = /^\/(?:_(?!next\/)|(?:404|500)(?![^./?]))/

/**
 * Such an address as one that nobody has, for which our own page says that it is not there.
 * @param {string} url in path form
 */
export const awayFromFramework = (url) => (frameworkPages.test(url) ? `/-${url}` : url)

/**
 * @param {string} method
 * @param {string} url in path form
 * @returns {import('./answers.mjs').Refusal | null} null: the framework may have it
 */
export function addressRefusal(method, url) {
  const isApi = isApiPath(url)
  const methods = isApi ? apiMethods : pageMethods
  if (!methods.includes(method)) {
    const allow = methods.join(', ')
    const what = isApi ? 'The API allows' : 'This address allows'
    return { status: 405, detail: `${what} ${allow} only.`, allow }
  }
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const query = at < 0 ? '' : url.slice(at + 1)
  if (path.length > longestPath) return bad(`The path is longer than ${longestPath} characters.`)
  if (query.length > longestQuery)
    return bad(`The query is longer than ${longestQuery} characters.`)
  if (query.split('&', mostParameters + 1).length > mostParameters) {
    return bad(`The query has more than ${mostParameters} parameters.`)
  }
  if (!path.startsWith('/') || !isDecodable(path)) return bad('This address is malformed.')
  return null
}

/** @param {string} detail */
export const bad = (detail) => ({ status: 400, detail })

function isDecodable(path) {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

const requestLine = /^([\w!#$%&'*+.^`|~-]{1,64}) (\S*) HTTP\/1\.[01]\r?$/

/**
 * What Node's parser stumbled over.
 * @param {Error & {code?: string, rawPacket?: Buffer, bytesParsed?: number}} error of the event `clientError`
 * @returns {{refusal: import('./answers.mjs').Refusal, isApi: boolean}}
 */
export function protocolRefusal({ code, rawPacket, bytesParsed = 0 }) {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return {
      refusal: { status: 408, detail: 'The request took too long to arrive.' },
      isApi: false,
    }
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { refusal: { status: 431, detail: 'The headers are larger than 16 KB.' }, isApi: false }
  }
  if (code === 'HPE_INVALID_METHOD') {
    const packet = rawPacket?.toString('latin1') ?? ''
    const from = packet.lastIndexOf('\n', Math.max(0, bytesParsed - 1)) + 1
    const line = packet.slice(from, from + 4096).split('\n', 1)[0] ?? ''
    const [, method = '', target = ''] = requestLine.exec(line) ?? []
    const url = pathForm(target)
    const refusal = method && addressRefusal(method, url)
    if (refusal) return { refusal, isApi: isApiPath(url) }
  }
  return { refusal: bad('This is not a valid HTTP request.'), isApi: false }
}
