import { malformed } from './envelope.ts'
import { isObject, type JsonObject, members } from './json-body.ts'

/** What a body's destination member comes to. */
export type Destination = {
  /** The engine's text, as it is stored and read back. */
  conf: string
  /** A COS destination without a key, which needs an ownership token. */
  needsChallenge: boolean
}

/** A body names its destination by exactly one of these. Source: IBM CIS logpush; networking SDK. */
export const DESTINATION_MEMBERS = [
  'cos',
  'ibmcl',
  'qradar',
  'splunk',
  'logdna',
  'destination_conf',
] as const

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const REGION = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/

/** The destination of a body, or null when it names none. `current`: the text that an update starts from. */
export function readDestination(body: JsonObject, current: string | null): Destination | null {
  const named = DESTINATION_MEMBERS.filter((name) => body[name] !== undefined)
  const [member] = named
  if (!member) return null
  if (named.length > 1)
    throw malformed(`Only one destination may be given, not ${named.join(', ')}`)
  const destination = toDestination(member, body[member], current)
  if (destination.conf.length > 4096) throw malformed('destination_conf is longer than 4096')
  return destination
}

function toDestination(
  member: (typeof DESTINATION_MEMBERS)[number],
  value: unknown,
  current: string | null,
): Destination {
  if (member === 'destination_conf') return fromConf(value)
  if (!isObject(value)) throw malformed(`'${member}' must be an object`)
  switch (member) {
    case 'cos':
      return fromCos(value)
    case 'ibmcl':
      return { conf: fromIbmcl(value, current), needsChallenge: false }
    case 'qradar':
      return { conf: fromQradar(value), needsChallenge: false }
    case 'splunk':
      return { conf: fromSplunk(value), needsChallenge: false }
    case 'logdna':
      return { conf: fromLogdna(value), needsChallenge: false }
  }
}

/**
 * `cos://<bucket>[/path][/{DATE}]?region=…&instance-id=…[&ibm_api_key=…]`. That `use_daily_subfolder` appends `/{DATE}` is
 * unproven; so is that a path with empty segments is refused.
 */
export function fromCos(value: JsonObject): Destination {
  members(value, 'cos.', {
    bucket_name: { type: 'string', required: true, max: 63 },
    id: { type: 'string', required: true },
    region: { type: 'string', required: true },
    path: { type: 'string', max: 1024 },
    ibm_api_key: { type: 'string' },
    use_daily_subfolder: { type: 'boolean' },
  })
  const { bucket_name: bucket, path = '', ibm_api_key: key } = value
  if (!/^[a-z0-9][a-z0-9.-]+[a-z0-9]$/.test(String(bucket))) throw malformed('cos.bucket_name')
  const folder = dailyFolder(checkPath(String(path)), value.use_daily_subfolder === true)
  const instance = `region=${regionOf(value, 'cos')}&instance-id=${guidOf(value, 'id', 'cos')}`
  if (key === '') throw malformed("'cos.ibm_api_key' must not be empty")
  return {
    conf: `cos://${bucket}${folder}?${instance}${key ? `&ibm_api_key=${encodeURIComponent(String(key))}` : ''}`,
    needsChallenge: !key,
  }
}

function checkPath(path: string): string {
  if (path === '') return ''
  if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw malformed("'cos.path' must not begin or end with '/', nor have empty segments")
  }
  if (!/^[A-Za-z0-9!._~*'()/{}=+@:,$-]+$/.test(path))
    throw malformed("'cos.path' has bad characters")
  if (path.replaceAll('{DATE}', '').match(/[{}]/))
    throw malformed("'cos.path' may only hold {DATE}")
  return `/${path}`
}

function dailyFolder(path: string, daily: boolean): string {
  return daily && !path.endsWith('/{DATE}') ? `${path}/{DATE}` : path
}

const IBMCL = /^ibmcl:\/\/([0-9a-f-]{36})\.ingress\.([a-z0-9-]+)\.logs\.cloud\.ibm\.com\//

/** An update may hold the key alone, as in IBM's own example of a rotation. */
function fromIbmcl(value: JsonObject, current: string | null): string {
  const stored = current?.match(IBMCL)
  const whole: JsonObject = stored ? { instance_id: stored[1], region: stored[2], ...value } : value
  members(whole, 'ibmcl.', {
    instance_id: { type: 'string', required: true },
    region: { type: 'string', required: true },
    api_key: { type: 'string', required: true },
  })
  const host = `${guidOf(whole, 'instance_id', 'ibmcl')}.ingress.${regionOf(whole, 'ibmcl')}.logs.cloud.ibm.com`
  return `ibmcl://${host}/logs/v1/singles?ibm_api_key=${encodeURIComponent(String(whole.api_key))}`
}

function fromQradar(value: JsonObject): string {
  members(value, 'qradar.', {
    url: { type: 'string', required: true },
    port: { type: 'integer', required: true },
  })
  const port = Number(value.port)
  if (port < 1 || port > 65_535) throw malformed("'qradar.port' must be from 1 to 65535")
  const host = String(value.url).replace(/^https:\/\//, '')
  if (!HOST.test(host))
    throw malformed("'qradar.url' must be a host name, or https:// and a host name")
  return `https://${host}:${port}`
}

/** HEC raw over 443 or 8088 only. Source: IBM CIS logpush; engine's Splunk page. */
function fromSplunk(value: JsonObject): string {
  members(value, 'splunk.', {
    endpoint_url: { type: 'string', required: true },
    channel_id: { type: 'string', required: true },
    skip_verify: { type: 'boolean', required: true },
    source_type: { type: 'string', required: true },
    auth_token: { type: 'string', required: true },
  })
  const endpoint = String(value.endpoint_url)
  const [host = '', port = '443'] = (endpoint.split('/')[0] ?? '').split(':')
  if (!HOST.test(host) || !endpoint.endsWith('/services/collector/raw')) {
    throw malformed("'splunk.endpoint_url' must be <host>/services/collector/raw without a scheme")
  }
  if (port !== '443' && port !== '8088') throw malformed("'splunk.endpoint_url': port 443 or 8088")
  const token = String(value.auth_token)
  if (!/^Splunk \S+$/.test(token)) throw malformed("'splunk.auth_token' must start with 'Splunk '")
  const parameters = [
    `channel=${guidOf(value, 'channel_id', 'splunk')}`,
    `header_Authorization=${encodeURIComponent(token)}`,
    `sourcetype=${encodeURIComponent(String(value.source_type))}`,
    `insecure-skip-verify=${value.skip_verify}`,
  ]
  return `splunk://${endpoint}?${parameters.join('&')}`
}

/** Retired on 2025-03-30; IBM's SDK still has it. The engine's text for it is in no document (unproven). */
function fromLogdna(value: JsonObject): string {
  members(value, 'logdna.', {
    hostname: { type: 'string', required: true },
    ingress_key: { type: 'string', required: true },
    region: { type: 'string', required: true },
  })
  const name = encodeURIComponent(String(value.hostname))
  const key = encodeURIComponent(String(value.ingress_key))
  return `https://logs.${regionOf(value, 'logdna')}.logging.cloud.ibm.com/logs/ingest?hostname=${name}&header_apikey=${key}`
}

/** Engine schemes. Source: engine's API configuration, and IBM's own `cos`. */
const SCHEMES = ['r2', 'gs', 's3', 'sumo', 'https', 'azure', 'splunk', 'datadog', 'ibmcl', 'cos']

function fromConf(value: unknown): Destination {
  if (typeof value !== 'string' || value === '') {
    throw malformed("'destination_conf' must be a string")
  }
  const scheme = value.match(/^([a-z0-9]+):\/\/[^/?#\s]/)?.[1]
  if (!scheme || /[\s<>"]/.test(value)) throw malformed("'destination_conf' is not a URI")
  if (!SCHEMES.includes(scheme)) throw malformed(`unsupported destination scheme '${scheme}'`)
  return {
    conf: value,
    needsChallenge: scheme === 'cos' && !/[?&]ibm_api_key=[^&]/.test(value),
  }
}

function regionOf(value: JsonObject, member: string): string {
  const region = String(value.region)
  if (!REGION.test(region)) throw malformed(`'${member}.region' is not a region`)
  return region
}

function guidOf(value: JsonObject, name: string, member: string): string {
  const id = String(value[name])
  if (!GUID.test(id)) throw malformed(`'${member}.${name}' is not a GUID in lower case`)
  return id
}
