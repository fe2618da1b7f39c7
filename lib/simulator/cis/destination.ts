import {
  checkChannel,
  checkDay,
  checkHecEndpoint,
  fromConf,
  GUID,
  HOST,
} from './destination-conf.ts'
import { malformed } from './envelope.ts'
import { isObject, type JsonObject, members } from './json-body.ts'

/** What a body's destination member comes to. */
export type Destination = {
  /** The engine's text, as it is stored and read back. */
  conf: string
  /** A bucket without a key in the text, or Sumo Logic, which need an ownership token. */
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

const REGION = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export type DestinationRules = {
  /** The text that an update starts from. */
  current: string | null
  takesBareToken: boolean
}

/** The destination of a body, or null when it names none. */
export function readDestination(body: JsonObject, rules: DestinationRules): Destination | null {
  const named = DESTINATION_MEMBERS.filter((name) => body[name] !== undefined)
  const [member] = named
  if (!member) return null
  if (named.length > 1)
    throw malformed(`Only one destination may be given, not ${named.join(', ')}`)
  const destination = toDestination(member, body[member], rules)
  if (destination.conf.length > 4096) throw malformed('destination_conf is longer than 4096')
  return destination
}

function toDestination(
  member: (typeof DESTINATION_MEMBERS)[number],
  value: unknown,
  { current, takesBareToken }: DestinationRules,
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
      return { conf: fromSplunk(value, takesBareToken), needsChallenge: false }
    case 'logdna':
      return { conf: fromLogdna(value), needsChallenge: false }
  }
}

/**
 * `cos://<bucket>[/path][/{DATE}]?region=…&instance-id=…[&ibm_api_key=…]`. That `use_daily_subfolder` appends `/{DATE}` is
 * unproven; so is that a path with empty segments is refused.
 */
function fromCos(value: JsonObject): Destination {
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
  checkDay(path)
  return `/${path}`
}

function dailyFolder(path: string, daily: boolean): string {
  if (!daily || path.endsWith('/{DATE}')) return path
  checkDay(`${path}/{DATE}`)
  return `${path}/{DATE}`
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

/** Source: IBM CIS logpush, "Splunk". A token may hold more than letters and digits; that it may hold spaces is unproven. */
function fromSplunk(value: JsonObject, takesBareToken: boolean): string {
  members(value, 'splunk.', {
    endpoint_url: { type: 'string', required: true },
    channel_id: { type: 'string', required: true },
    skip_verify: { type: 'boolean', required: true },
    source_type: { type: 'string', required: true },
    auth_token: { type: 'string', required: true },
  })
  const endpoint = String(value.endpoint_url)
  checkHecEndpoint(endpoint)
  const channel = String(value.channel_id)
  checkChannel(channel)
  const given = String(value.auth_token)
  const token = takesBareToken && !given.startsWith('Splunk ') ? `Splunk ${given}` : given
  if (!/^Splunk [^\s\p{Cc}]([^\p{Cc}]*[^\s\p{Cc}])?$/u.test(token)) {
    throw malformed("'splunk.auth_token' must be 'Splunk ' and the token")
  }
  const parameters = [
    `channel=${channel}`,
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
