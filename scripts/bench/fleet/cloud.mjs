// A stand-in for IBM's services with a whole fleet: so many zones in instances of a thousand, four jobs a zone, whose last
// delivery is a moment ago. Within a process it follows that process's clock; as a helper it prints one JSON line and serves
// until its stdin is closed:
//   --zones 5000  --failing 40  --latency 100
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const account = '0'.repeat(32)
const zonesAnInstance = 1_000
const perPage = 50
export const datasets = ['http_requests', 'firewall_events', 'range_events', 'dns_logs']

const instanceIdOf = (number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const crnOf = (number) =>
  `crn:v1:bluemix:public:internet-svcs:global:a/${account}:${instanceIdOf(number)}::`
/** Ids as IBM's are: nothing in them tells which zones lie together. */
export const zoneIdOf = (number) =>
  createHash('sha256').update(`zone ${number}`).digest('hex').slice(0, 32)

const answer = (value) => Buffer.from(JSON.stringify(value))
const envelope = (result, more) =>
  answer({ success: true, errors: [], messages: [], result, ...more })
const wholeSecond = (ms) => new Date(Math.floor(ms / 1_000) * 1_000).toISOString()

function jobsOf(number, { nowMs, failedAt }) {
  return datasets.map((dataset, at) => ({
    id: number * 10 + at,
    name: `${dataset}-to-cos`,
    dataset,
    frequency: 'high',
    enabled: true,
    logpull_options: 'fields=RayID,EdgeStartTimestamp&timestamps=rfc3339',
    destination_conf: `cos://bench-logs/${number}/${dataset}/{DATE}?region=eu-de&instance-id=${instanceIdOf(0)}&ibm_api_key=FAKE-KEY-00000001`,
    last_complete: wholeSecond((failedAt ?? nowMs) - 20_000),
    last_error: failedAt === null ? null : wholeSecond(failedAt),
    error_message: failedAt === null ? null : 'error writing object: AccessDenied',
  }))
}

async function tokens(request) {
  const key = new URLSearchParams(await text(request)).get('apikey') ?? ''
  const iamId = `IBMid-${createHash('sha256').update(key).digest('hex').slice(0, 10)}`
  const expiration = Math.floor(Date.now() / 1000) + 3_600
  const claims = { iam_id: iamId, name: 'Bench', account: { bss: account }, exp: expiration }
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return answer({
    access_token: `${part({ alg: 'none' })}.${part(claims)}.FAKE`,
    refresh_token: `FAKE-refresh-${iamId}`,
    expires_in: 3_600,
    expiration,
  })
}

/**
 * @param failedAt since when a zone's jobs fail; null: they deliver
 * @param asked told of each request that counts for IBM's limit: the zone's number of a jobs list, else null
 */
export async function startCloud({
  zones,
  latencyMs = 0,
  failedAt = () => null,
  asked = () => {},
}) {
  const numbers = new Map(Array.from({ length: zones }, (_, at) => [zoneIdOf(at), at]))
  const instances = Array.from({ length: Math.ceil(zones / zonesAnInstance) }, (_, at) => at)
  const resources = answer({
    rows_count: instances.length,
    next_url: null,
    resources: instances.map((at) => ({
      id: crnOf(at),
      crn: crnOf(at),
      guid: instanceIdOf(at),
      name: `bench ${at}`,
      region_id: 'global',
      state: 'active',
    })),
  })
  const zone = (number) => ({
    id: zoneIdOf(number),
    name: `zone-${number}.example`,
    status: 'active',
    paused: false,
  })

  function zonesPage(instance, page) {
    const first = instance * zonesAnInstance
    const count = Math.min(zonesAnInstance, zones - first)
    const from = (page - 1) * perPage
    const shown = Array.from({ length: Math.max(0, Math.min(perPage, count - from)) }, (_, at) =>
      zone(first + from + at),
    )
    const info = { page, per_page: perPage, count: shown.length, total_count: count }
    return envelope(shown, { result_info: info })
  }

  function cisAnswer(url) {
    const id = /\/zones\/([0-9a-f]{32})/.exec(url)?.[1]
    const number = id === undefined ? undefined : numbers.get(id)
    if (url.endsWith('/logpush/jobs') && number !== undefined) {
      asked(number)
      return envelope(jobsOf(number, { nowMs: Date.now(), failedAt: failedAt(number) }))
    }
    asked(null)
    if (url.endsWith('/logs/retention')) return envelope({ flag: true })
    if (number !== undefined && url.endsWith(id)) return envelope(zone(number))
    const instance = instances.find((at) => decodeURIComponent(url).includes(crnOf(at)))
    if (!url.includes('/zones?') || instance === undefined) return undefined
    return zonesPage(instance, Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1))
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const { url } = request
    const isCis = url.startsWith('/cis/')
    const body = isCis
      ? cisAnswer(url)
      : url.startsWith('/rc/')
        ? resources
        : url === '/iam/identity/token'
          ? await tokens(request)
          : undefined
    if (isCis && latencyMs > 0) await sleep(latencyMs)
    const sent = body ?? answer({})
    response
      .writeHead(body ? 200 : 404, {
        'content-type': 'application/json',
        'content-length': sent.length,
      })
      .end(sent)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    /** A plain walk's address of a zone's jobs. */
    jobsUrl: (number) =>
      `${origin}/cis/v2/${encodeURIComponent(crnOf(Math.floor(number / zonesAnInstance)))}/zones/${zoneIdOf(number)}/logpush/jobs`,
    env: {
      IBMCLOUD_IAM_API_ENDPOINT: `${origin}/iam`,
      IBMCLOUD_CIS_API_ENDPOINT: `${origin}/cis`,
      IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT: `${origin}/rc`,
      IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT: `${origin}/catalog`,
      IBMCLOUD_API_KEY: 'FAKE-KEY-of-the-connection',
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      zones: { type: 'string', default: '5000' },
      failing: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
    },
  })
  const began = Date.now()
  const { origin, env } = await startCloud({
    zones: Number(values.zones),
    latencyMs: Number(values.latency),
    failedAt: (number) => (number < Number(values.failing) ? began : null),
  })
  process.stdin.once('close', () => process.exit(0)).resume()
  process.stdout.write(`${JSON.stringify({ origin, env })}\n`)
}
