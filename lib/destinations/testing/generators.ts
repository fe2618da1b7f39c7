import type { CloudLogsInput } from '../cloud-logs'
import type { CosInput } from '../cos'
import type { HttpsInput } from '../https-schema'
import type { SplunkInput } from '../splunk'
import type { Random } from './random'

export const regions = ['eu-de', 'us-south', 'eu', 'us', 'ap', 'jp-tok', 'ams03'] as const

const folderLetters = 'abcdefgXYZ0189-_.~ +=@:,;!$()[]\'"<>|^`éł日😀'

function folder(r: Random): string {
  const name = r.text(folderLetters, 1, 12).trim()
  return name === '' || /^\.+$/.test(name) ? 'logs' : name
}

export function anyPath(r: Random): string {
  return Array.from({ length: r.int(0, 4) }, () => folder(r)).join('/')
}

export function anyCos(r: Random): CosInput {
  const auth = r.pick(['challenge', 'apiKey'] as const)
  return {
    kind: 'cos',
    auth,
    instanceId: r.guid(),
    bucket: `b${r.text('abc019-', 1, 40)}z`,
    region: r.pick(regions),
    ...(r.chance(0.8) ? { path: anyPath(r) } : {}),
    ...(r.chance(0.7) ? { dailyFolders: r.chance(0.5) } : {}),
    ...(auth === 'apiKey'
      ? { apiKey: `FAKE-KEY-${r.text('abcDEF019_-', 8, 40)}` }
      : { ownershipToken: `eyJFAKE.${r.text('abcDEF019_-', 8, 200)}.FAKE` }),
  }
}

export function anyCloudLogs(r: Random): CloudLogsInput {
  return {
    kind: 'cloudLogs',
    instanceId: r.guid(),
    region: r.pick(['eu-de', 'us-south', 'jp-tok']),
    apiKey: `FAKE-KEY-${r.text('abcDEF019_-', 8, 40)}`,
    ...(r.chance(0.3) ? { applicationName: r.text('abc -', 0, 20).trim() } : {}),
    ...(r.chance(0.3) ? { subsystemName: r.text('abc :-', 0, 20).trim() } : {}),
  }
}

/** What a header can carry: no control characters, no accents, no blanks at its ends. */
const secretLetters = 'abcXYZ019 -_.~!*\'()%+"&=#?/\\:;,@$^`{}[]|<>'

export function anySecret(r: Random, maxLength = 120): string {
  return `FAKE-${r.text(secretLetters, 4, maxLength)}x`
}

const hosts = ['hec.example', 'splunk.shop.example', '192.0.2.7', '[2001:db8::7]', 'żółw.example']

export function anySplunk(r: Random): SplunkInput {
  return {
    kind: 'splunk',
    endpoint: `${r.pick(hosts)}:${r.int(1, 65_535)}${r.pick(['', '/services/collector/raw', '/hec/services/collector/raw'])}`,
    ...(r.chance(0.8) ? { channelId: r.guid() } : {}),
    ...(r.chance(0.5) ? { sourceType: r.pick(['cloudflare:json', '_json', 'edge-logs.v2']) } : {}),
    ...(r.chance(0.5) ? { skipVerify: r.chance(0.5) } : {}),
    token: anySecret(r),
  }
}

export function anyHttps(r: Random): HttpsInput & { headers: { name: string; value: string }[] } {
  const port = r.chance(0.3) ? `:${r.int(1, 65_535)}` : ''
  const name = () => r.pick(['Authorization', 'X-Api-Key', 'x-team', 'X-Api-Key', 'Cookie'])
  return {
    kind: 'https',
    url: `https://${r.pick(hosts)}${port}${r.pick(['', '/', '/ingest', '/v1/a%20b/{DATE}'])}`,
    headers: Array.from({ length: r.int(0, 4) }, () => ({ name: name(), value: anySecret(r) })),
    params: Array.from({ length: r.int(0, 3) }, () => ({
      name: r.pick(['tags', 'a b', 'k&y', 'x=']),
      value: r.chance(0.2) ? '' : anySecret(r, 30),
    })),
  }
}
