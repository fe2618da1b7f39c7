import { param } from '../conf'
import type { ParsedConf } from '../kind'
import { headerParam } from '../secret-names'
import { checkCloudLogs } from './cloud-logs'
import { asKind, type ConfCheck, warn } from './conf-item'
import { checkApiKey } from './credential'
import { checkHttps } from './https'
import { type CheckItem, note } from './item'
import { checkSplunk } from './splunk'

const headersOf = (conf: ParsedConf) =>
  conf.params
    .filter(({ name }) => headerParam.test(name))
    .map(({ name, value }) => ({ name: name.replace(headerParam, ''), value }))
const othersOf = (conf: ParsedConf) => conf.params.filter(({ name }) => !headerParam.test(name))

/** As HTTPS is checked, which all of these are on the wire. */
const asHttps = (conf: ParsedConf) =>
  asKind(checkHttps, {
    url: `https://${conf.authority}${conf.path && `/${conf.path}`}`,
    headers: headersOf(conf),
    params: othersOf(conf),
  }).filter(({ code }) => !asText.has(code))
/** What the text's own checks say, or what is meant for the rows of the form. */
const asText = new Set([
  ...['percent_malformed', 'blank', 'question_mark_missing', 'date_not_replaced', 'fragment'],
  ...['param_twice', 'header_twice', 'too_long'],
])

function splunk(conf: ParsedConf): CheckItem[] {
  const header = param(conf, 'header_authorization')
  const items = asKind(checkSplunk, {
    endpoint: `${conf.authority}${conf.path && `/${conf.path}`}`,
    channelId: param(conf, 'channel'),
    sourceType: param(conf, 'sourcetype'),
    skipVerify: /^(?:1|t|true)$/i.test(param(conf, 'insecure-skip-verify') ?? ''),
    token: header,
  }).filter(({ code }) => !asText.has(code) && code !== 'source_type_missing')
  if (!/:[^:\]]*$/.test(conf.authority)) {
    // Unproven: as any address without a port is read.
    items.push(note('port_default', 'conf', 'Without a port, 443 is used.'))
  }
  if (conf.path === '') {
    items.push(warn('endpoint_path', 'IBM expects the path /services/collector/raw.'))
  }
  if (!header) items.push(warn('token_missing', 'Add the token: header_Authorization=Splunk%20….'))
  else if (!/^splunk\s/i.test(header)) {
    items.push(warn('word_missing', 'The token needs the word Splunk in front: Splunk%20….'))
  }
  if (!param(conf, 'channel')) {
    items.push(warn('channel_missing', 'Add a channel: any GUID of its own.'))
  }
  return items
}

function datadog(conf: ParsedConf): CheckItem[] {
  const items = asHttps(conf)
  if (!param(conf, 'header_dd-api-key')) {
    items.push(warn('keys_missing', 'Add the API key of Datadog: header_DD-API-KEY.'))
  }
  if (!/^http-intake\.logs\./i.test(conf.authority)) {
    items.push(
      warn('host_unusual', 'Datadog accepts logs at a host that starts with http-intake.logs.'),
    )
  }
  return items
}

function sumo(conf: ParsedConf): CheckItem[] {
  const items = asHttps(conf).filter(({ code }) => code !== 'secret_in_path')
  if (!/^receiver\/v1\/http\/./.test(conf.path)) {
    items.push(
      warn(
        'source_address',
        'Use the HTTP source address of Sumo Logic, with https replaced by sumo.',
      ),
    )
  }
  return items.filter(({ code }) => code !== 'no_credentials')
}

/** Source: IBM, Cloud Logs, "Endpoints". */
const ingress =
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.ingress(\.private)?\.([a-z0-9-]+)\.logs\.cloud\.ibm\.com$/i

function ibmcl(conf: ParsedConf): CheckItem[] {
  const found = ingress.exec(conf.authority)
  const key = param(conf, 'ibm_api_key')
  const items = [
    ...asKind(checkCloudLogs, { region: found?.[2] }),
    ...(key === null ? [] : checkApiKey(key, 'conf')),
  ]
  if (found === null) {
    items.push(warn('host_unusual', 'The host is <instance>.ingress.<region>.logs.cloud.ibm.com.'))
  } else if (found[1]) {
    items.push(warn('host_private', 'IBM can’t deliver to a private endpoint. Remove “.private”.'))
  }
  if (conf.path !== 'logs/v1/singles') {
    items.push(warn('endpoint_path', 'The path is /logs/v1/singles.'))
  }
  if (!key) items.push(warn('keys_missing', 'Add the API key: ibm_api_key.'))
  return items
}

/** By scheme: those that send to a host. */
export const hostChecks: Record<string, ConfCheck> = {
  https: asHttps,
  sentinelone: asHttps,
  splunk,
  datadog,
  sumo,
  ibmcl,
}
