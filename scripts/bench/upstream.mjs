// A stand-in for IBM's services that never limits a measurement: every answer is made once, at the start.
// Prints one JSON line and serves until its stdin is closed. GET /counts: what was asked since the last time;
// GET /latency/MS: how long CIS takes from now on (the others answer at once, as with the simulator's `--latency`).
//   --zones 1000    how many zones its one instance has
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

let latencyMs = 0
const zoneCount = Number(
  parseArgs({ options: { zones: { type: 'string', default: '1000' } } }).values.zones,
)
const perPage = 50
const fieldCount = 99

const account = '0'.repeat(32)
const instanceId = '00000000-0000-4000-8000-00000000cafe'
const crn = `crn:v1:bluemix:public:internet-svcs:global:a/${account}:${instanceId}::`
const idOf = (number) => number.toString(16).padStart(32, '0')

const fields = Array.from({ length: fieldCount }, (_, at) => `EdgeResponseField${at + 1}`)
const options = (count) => `fields=${fields.slice(0, count).join(',')}&timestamps=rfc3339`
const job = (id, name, dataset, count, destination) => ({
  id,
  name,
  dataset,
  frequency: 'high',
  kind: '',
  enabled: true,
  logpull_options: options(count),
  destination_conf: destination,
  last_complete: '2026-01-01T00:00:00Z',
  last_error: null,
  error_message: null,
})
const bucket = (path) =>
  `cos://bench-logs/${path}/{DATE}?region=eu-de&instance-id=${instanceId}&ibm_api_key=FAKE-KEY-00000001`
const cloudLogs = `ibmcl://${instanceId}.ingress.eu-de.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=FAKE-KEY-00000001`
/** About 6 KB, as a zone with a job for every dataset and many fields in each. */
const jobs = [
  job(1, 'bench-http', 'http_requests', fieldCount, bucket('http')),
  job(2, 'bench-firewall', 'firewall_events', 60, bucket('firewall')),
  job(3, 'bench-range', 'range_events', 40, bucket('range')),
  job(4, 'bench-dns', 'dns_logs', 30, cloudLogs),
]
const zone = (number) => ({
  id: idOf(number),
  name: `zone-${number}.example`,
  status: 'active',
  paused: false,
})

const answer = (value) => Buffer.from(JSON.stringify(value))
const envelope = (result, more) =>
  answer({ success: true, errors: [], messages: [], result, ...more })
const pages = Array.from({ length: Math.ceil(zoneCount / perPage) }, (_, page) =>
  envelope(
    Array.from({ length: Math.min(perPage, zoneCount - page * perPage) }, (_, at) =>
      zone(page * perPage + at + 1),
    ),
    { result_info: { page: page + 1, per_page: perPage, count: perPage, total_count: zoneCount } },
  ),
)
const fixed = {
  jobs: envelope(jobs),
  fields: envelope(Object.fromEntries(fields.map((name) => [name, 'string; Of the benchmark']))),
  resources: answer({
    rows_count: 1,
    next_url: null,
    resources: [
      { id: crn, crn, guid: instanceId, name: 'bench', region_id: 'global', state: 'active' },
    ],
  }),
}

const none = { jobs: 0, fields: 0, zones: 0, zone: 0, resources: 0, tokens: 0, others: 0 }
let counts = { ...none }

/** Each key is a person of its own, so that nothing is cached for a fresh one. As long as IAM's tokens are. */
async function tokens(request) {
  const key = new URLSearchParams(await text(request)).get('apikey') ?? ''
  const iamId = `IBMid-${createHash('sha256').update(key).digest('hex').slice(0, 10)}`
  const expiration = Math.floor(Date.now() / 1000) + 3_600
  const claims = { iam_id: iamId, name: 'Bench', account: { bss: account }, exp: expiration }
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return answer({
    access_token: `${part({ alg: 'none' })}.${part({ ...claims, scope: 'x'.repeat(600) })}.FAKE`,
    refresh_token: `FAKE-refresh-${iamId}`,
    expires_in: 3_600,
    expiration,
  })
}

function kindOf(url) {
  if (url.endsWith('/logpush/jobs')) return 'jobs'
  if (url.endsWith('/fields')) return 'fields'
  if (url.includes('/zones?')) return 'zones'
  if (/\/zones\/[0-9a-f]{32}$/.test(url)) return 'zone'
  if (url.startsWith('/rc/')) return 'resources'
  return url === '/iam/identity/token' ? 'tokens' : 'others'
}

async function bodyOf(kind, request) {
  if (kind === 'tokens') return tokens(request)
  if (kind === 'zone') return envelope(zone(Number.parseInt(request.url.slice(-32), 16)))
  if (kind !== 'zones') return fixed[kind]
  return pages[Number(/[?&]page=(\d+)/.exec(request.url)?.[1] ?? 1) - 1]
}

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  const send = (status, body) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
      .end(body)
  if (request.url === '/counts') {
    send(200, answer(counts))
    counts = { ...none }
    return
  }
  if (request.url.startsWith('/latency/')) {
    latencyMs = Number(request.url.slice('/latency/'.length))
    send(200, answer({ latencyMs }))
    return
  }
  const kind = kindOf(request.url)
  counts[kind]++
  const body = await bodyOf(kind, request)
  const isSlow = latencyMs > 0 && ['jobs', 'fields', 'zones', 'zone'].includes(kind)
  const reply = () => (body ? send(200, body) : send(404, answer({})))
  if (isSlow) setTimeout(reply, latencyMs)
  else reply()
})

process.stdin.once('close', () => process.exit(0)).resume()
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`
  const cis = `${origin}/cis`
  const info = {
    origin,
    accountId: account,
    instanceId,
    zoneId: idOf(1),
    jobsBytes: fixed.jobs.length,
    jobs: `${cis}/v2/${encodeURIComponent(crn)}/zones/${idOf(1)}/logpush/jobs`,
    zonesPage: `${cis}/v1/${encodeURIComponent(crn)}/zones?page=1&per_page=${perPage}`,
    env: {
      IBMCLOUD_IAM_API_ENDPOINT: `${origin}/iam`,
      IBMCLOUD_CIS_API_ENDPOINT: cis,
      IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT: `${origin}/rc`,
      IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT: `${origin}/catalog`,
    },
  }
  process.stdout.write(`${JSON.stringify(info)}\n`)
})
