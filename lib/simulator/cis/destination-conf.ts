import type { Destination } from './destination.ts'
import { malformed } from './envelope.ts'

/** A `destination_conf` taken apart; `params` in their order, values as they are written. */
type Conf = {
  scheme: string
  authority: string
  path: string
  params: [name: string, value: string][]
}

const FORM = /^([a-z0-9]+):\/\/([^/?#]+)(\/[^?#]*)?(?:\?([^#]*))?$/
export const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A place that this machine stands for, whatever the port; see the receivers. */
const LOOPBACK = /^(localhost|127\.0\.0\.1)$/

/** What each scheme asks for. Source: engine's API configuration and its pages on destinations; IBM's own are `cos` and `ibmcl`. */
const SCHEMES: Record<string, (conf: Conf) => { needsChallenge: boolean }> = {
  cos: (conf) => ({ needsChallenge: !has(conf, 'ibm_api_key', 'region', 'instance-id') }),
  ibmcl: (conf) => {
    needs(conf, 'ibm_api_key')
    return FREE
  },
  https: (conf) => {
    checkHost(conf)
    return FREE
  },
  splunk: (conf) => {
    checkSplunk(conf)
    return FREE
  },
  datadog: (conf) => {
    checkHost(conf)
    needs(conf, 'header_DD-API-KEY')
    return FREE
  },
  sumo: (conf) => {
    checkHost(conf)
    return CHALLENGED
  },
  s3: (conf) => {
    needs(conf, 'region')
    const hasKey = has(conf, 'access-key-id')
    if (hasKey !== has(conf, 'secret-access-key')) {
      throw malformed("'access-key-id' and 'secret-access-key' go together")
    }
    if (has(conf, 'endpoint') && !hasKey) throw malformed("'endpoint' needs an access key")
    return hasKey ? FREE : CHALLENGED
  },
  r2: (conf) => {
    needs(conf, 'account-id', 'access-key-id', 'secret-access-key')
    return FREE
  },
  gs: () => CHALLENGED,
  azure: (conf) => {
    if (conf.params.length === 0) throw malformed('azure:// needs the query of a SAS URL')
    return CHALLENGED
  },
}

const FREE = { needsChallenge: false }
const CHALLENGED = { needsChallenge: true }
const WITH_DAY = ['cos', 's3', 'r2', 'gs', 'azure']

/** The raw form of a destination, checked by its scheme; what IBM does not say is asked for strictly (unproven). */
export function fromConf(value: unknown): Destination {
  if (typeof value !== 'string' || value === '') {
    throw malformed("'destination_conf' must be a string")
  }
  const [, scheme = '', authority = '', path = '', query] = FORM.exec(value) ?? []
  if (!scheme || !/^[\x21-\x7e]+$/.test(value) || /[<>"\\^`|]/.test(value)) {
    throw malformed("'destination_conf' is not a URI")
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(value)) throw malformed("'destination_conf' has a bare '%'")
  const check = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined
  if (!check) throw malformed(`unsupported destination scheme '${scheme}'`)
  checkDay(path, WITH_DAY.includes(scheme))
  return { conf: value, ...check({ scheme, authority, path, params: paramsOf(query) }) }
}

/** `{DATE}` once at most, and no other braces. */
export function checkDay(path: string, mayHold = true): void {
  const days = path.match(/\{DATE\}/g)?.length ?? 0
  if (days > (mayHold ? 1 : 0)) throw malformed(`{DATE} may stand ${mayHold ? 'once' : 'nowhere'}`)
  if (/[{}]/.test(path.replaceAll('{DATE}', ''))) throw malformed('the path may only hold {DATE}')
}

function paramsOf(query: string | undefined): Conf['params'] {
  if (query === undefined) return []
  return query.split('&').map((pair) => {
    const cut = pair.indexOf('=')
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut))
    if (name === '') throw malformed("'destination_conf' has a parameter without a name")
    const value = cut < 0 ? '' : pair.slice(cut + 1)
    if (name.startsWith('header_')) checkHeader(name.slice('header_'.length), decoded(value))
    return [name, value]
  })
}

function checkHeader(name: string, value: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw malformed(`'${name}' is no header`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: They would end the header.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) throw malformed(`header '${name}' has bad characters`)
}

/** `host[:port]`, without a user. */
function checkHost({ authority }: Conf): { host: string; port: number } {
  const [host = '', port = '443', ...more] = authority.split(':')
  if (!HOST.test(host) || more.length > 0) throw malformed('the destination has no proper host')
  if (!/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65_535) {
    throw malformed('the port of the destination must be from 1 to 65535')
  }
  return { host, port: Number(port) }
}

/** HEC raw over 443 or 8088 only. Source: IBM CIS logpush; engine's Splunk page and FAQ. */
function checkSplunk(conf: Conf): void {
  checkHecEndpoint(`${conf.authority}${conf.path}`)
  needs(conf, 'channel', 'header_Authorization', 'sourcetype', 'insecure-skip-verify')
  const [channel = '', token = '', skip = ''] = [
    'channel',
    'header_Authorization',
    'insecure-skip-verify',
  ].map((name) => decoded(paramOf(conf, name) ?? ''))
  checkChannel(channel)
  if (!/^Splunk \S/.test(token)) throw malformed("'header_Authorization' must begin with Splunk%20")
  if (skip !== 'true' && skip !== 'false') throw malformed("'insecure-skip-verify': true or false")
}

/** It is Splunk's, which takes it in capitals as well. */
export function checkChannel(channel: string): void {
  if (!GUID.test(channel.toLowerCase())) throw malformed('the Splunk channel is not a GUID')
}

/** `host[:port][/…]/services/collector/raw`; the simulator's own receivers have other ports than a real HEC. */
export function checkHecEndpoint(endpoint: string): void {
  const [, authority = '', path = ''] = /^([^/]*)(.*)$/.exec(endpoint) ?? []
  const { host, port } = checkHost({ scheme: 'splunk', authority, path, params: [] })
  if (!/^(\/[\w.~-]+)*\/services\/collector\/raw$/.test(path)) {
    throw malformed('the Splunk endpoint must end with /services/collector/raw, without a scheme')
  }
  if (port !== 443 && port !== 8088 && !LOOPBACK.test(host)) {
    throw malformed('the Splunk endpoint must have port 443 or 8088')
  }
}

function paramOf({ params }: Conf, wanted: string): string | undefined {
  return params.find(([name]) => name === wanted)?.[1]
}

function has(conf: Conf, name: string, ...others: string[]): boolean {
  needs(conf, ...others)
  return Boolean(paramOf(conf, name))
}

function needs(conf: Conf, ...names: string[]): void {
  const missing = names.find((name) => !paramOf(conf, name))
  if (missing) throw malformed(`${conf.scheme}:// needs '${missing}'`)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw malformed("'destination_conf' is not UTF-8")
  }
}
