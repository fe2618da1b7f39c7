import type { SimJob, SimZone } from '../state.ts'
import { DEFAULT_BUCKET } from './buckets.ts'
import { DESTINATION_KEY_VALUES } from './identities.ts'
import { guid, portion } from './ids.ts'
import { CIS, CLOUD_LOGS, COS } from './instances.ts'
import { ZONES, zoneId } from './zones.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const DEFAULT_OPTIONS =
  'fields=ClientIP,ClientRequestHost,ClientRequestMethod,ClientRequestURI,EdgeEndTimestamp,EdgeResponseBytes,EdgeResponseStatus,EdgeStartTimestamp,RayID&timestamps=rfc3339'
const FIREWALL_OPTIONS =
  'fields=Action,ClientIP,ClientRequestHost,Datetime,RayID,RuleID,Source&timestamps=rfc3339'
const DNS_OPTIONS = 'fields=QueryName,QueryType,ResponseCode,SourceIP,Timestamp&timestamps=unix'
const RANGE_OPTIONS = 'fields=Application,ClientIP,Event,Status,Timestamp&timestamps=unixnano'

const { cosWriter, cosNoRole, logsSender } = DESTINATION_KEY_VALUES

export function cosConf(bucket: string, path: string, region: string, key: string | null): string {
  const target = `cos://${bucket}${path ? `/${path}` : ''}?region=${region}&instance-id=${COS.logs.guid}`
  return key ? `${target}&ibm_api_key=${key}` : target
}

function logsConf(instance = CLOUD_LOGS.frankfurt, region = instance.region): string {
  return `ibmcl://${instance.guid}.ingress.${region}.logs.cloud.ibm.com/logs/v1/singles?ibm_api_key=${logsSender}`
}

/** Of Log Analysis, which IBM ended on 2025-03-30: in these regions nothing answers any more. */
export const DEAD_HOSTS = ['us-south', 'us-east'].map(logAnalysisHost)

function logAnalysisHost(region: string): string {
  return `logs.${region}.logging.cloud.ibm.com`
}

/** IBM's own integration tests push there without a challenge, so whoever runs them must have proven it: IBM/networking-go-sdk. */
export const PROVEN_PLACES = ['s3://mybucket/logs']

const edge = (path: string) => cosConf(DEFAULT_BUCKET, path, 'eu-de', cosWriter)

/** How a job is doing; each fits what the runner will make of it. */
export const HEALTHS = ['delivering', 'late', 'failing', 'off', 'never_ran'] as const

export type Health = (typeof HEALTHS)[number]

function healthOf(health: Health, nowMs: number, spread: number): Partial<SimJob> {
  switch (health) {
    case 'delivering':
      return { lastComplete: nowMs - Math.round(5_000 + spread * 25_000) }
    case 'late':
      return { lastComplete: nowMs - Math.round((1 + spread * 5) * HOUR_MS), silent: true }
    case 'failing':
      return {
        lastComplete: nowMs - Math.round((2 + spread * 14) * HOUR_MS),
        lastError: nowMs - 20_000,
        errorMessage: 'error writing object: error uploading',
        failingSince: nowMs - Math.round((2 + spread * 14) * HOUR_MS),
      }
    case 'off':
      return { enabled: false, lastComplete: nowMs - Math.round(3 * DAY_MS) }
    case 'never_ran':
      return { createdAt: nowMs - 3 * MINUTE_MS, silent: true }
  }
}

export type JobSeed = Partial<SimJob> & { destinationConf: string; health?: Health }

/** Jobs with a part to play, by the name of their zone in the big instance. */
const CAST: Record<string, JobSeed[]> = {
  [ZONES.full]: [
    { name: 'retail-http', destinationConf: edge('retail/http/{DATE}') },
    {
      name: 'retail-firewall',
      dataset: 'firewall_events',
      logpullOptions: FIREWALL_OPTIONS,
      destinationConf: logsConf(),
      logNames: { applicationName: 'edge', subsystemName: 'firewall' },
    },
    {
      name: 'retail-dns',
      dataset: 'dns_logs',
      logpullOptions: DNS_OPTIONS,
      frequency: 'low',
      destinationConf: edge('retail/dns'),
    },
    {
      name: 'retail-range',
      dataset: 'range_events',
      logpullOptions: RANGE_OPTIONS,
      health: 'off',
      destinationConf: cosConf('nordlicht-archive-eu', 'range', 'eu', cosWriter),
    },
  ],
  [ZONES.failing]: [
    {
      name: 'checkout-http',
      health: 'failing',
      errorMessage: 'error writing object: DNSError',
      destinationConf:
        'https://collector.nordlicht.invalid/ingest?header_Authorization=Bearer%20FAKE-collector-token',
    },
    {
      name: 'checkout-to-cos',
      health: 'failing',
      destinationConf: cosConf(DEFAULT_BUCKET, 'checkout', 'eu-de', cosNoRole),
    },
  ],
  [ZONES.late]: [
    { name: 'images-http', health: 'late', destinationConf: edge('images') },
    {
      // The region is not the instance's: accepted, and silent for ever.
      name: 'images-to-logs',
      lastComplete: null,
      silent: true,
      destinationConf: logsConf(CLOUD_LOGS.london, 'eu-fr2'),
    },
  ],
  [ZONES.kinds]: [
    {
      name: 'siem-splunk',
      dataset: 'firewall_events',
      logpullOptions: FIREWALL_OPTIONS,
      destinationConf: `splunk://splunk.nordlicht.example:8088/services/collector/raw?channel=${guid('splunk-channel')}&header_Authorization=Splunk%20FAKE-hec-token&sourcetype=cloudflare%3Ajson&insecure-skip-verify=false`,
    },
    { name: 'siem-qradar', destinationConf: 'https://qradar.nordlicht.example:8088' },
    {
      name: 'collector-https',
      destinationConf:
        'https://collector.nordlicht.example/v1/logs?header_Authorization=Bearer%20FAKE-bearer&header_X-Api-Key=FAKE-header-key&tags=host:security,dataset:http_requests',
    },
    {
      name: 'bucket-elsewhere',
      destinationConf: 's3://nordlicht-partner/logs?region=eu-central-1',
    },
  ],
  [ZONES.leftovers]: [
    {
      name: null,
      frequency: null,
      logpullOptions: null,
      health: 'off',
      destinationConf:
        'https://logs.eu-de.logging.cloud.ibm.com/logs/ingest?hostname=legacy&header_apikey=FAKE-logdna-ingestion-key',
    },
    {
      name: null,
      destinationConf: cosConf('nordlicht-archive-eu', '', 'eu', null),
      challenged: true,
      absentMembers: [
        'name',
        'frequency',
        'kind',
        'last_error',
        'error_message',
        'logpull_options',
      ],
    },
    {
      name: 'dataset-of-tomorrow',
      dataset: 'page_shield_events',
      logpullOptions: 'fields=all',
      health: 'off',
      destinationConf: edge('tomorrow'),
    },
    { name: 'no-scheme', health: 'off', destinationConf: 'nordlicht-edge-logs/legacy' },
  ],
  [ZONES.oddNames]: [
    { name: '<b>bold</b> <script>alert(1)</script>', destinationConf: edge('odd') },
    { name: 'n'.repeat(512), destinationConf: edge('long') },
    {
      name: 'sampled',
      logpullOptions: `${DEFAULT_OPTIONS}&sample=0.1&CVE-2021-44228=true`,
      destinationConf: edge('sampled'),
    },
  ],
  [ZONES.challenge]: [
    {
      name: 'moebel-http',
      challenged: true,
      destinationConf: cosConf('nordlicht-security-logs', 'moebel/{DATE}', 'eu-gb', null),
    },
  ],
  [ZONES.retired]: [
    {
      name: 'magazine-http',
      health: 'off',
      destinationConf: `https://${logAnalysisHost('eu-de')}/logs/ingest?hostname=magazine&header_apikey=FAKE-logdna-ingestion-key`,
    },
    {
      // Its region is gone, so it can't be given another destination.
      name: 'magazine-firewall',
      dataset: 'firewall_events',
      logpullOptions: FIREWALL_OPTIONS,
      health: 'failing',
      errorMessage: 'error writing object: DNSError',
      destinationConf: `logdna://${logAnalysisHost('us-south')}?hostname=magazine&ingress_key=FAKE-logdna-ingress-key&region=us-south`,
    },
    {
      name: 'magazine-dns',
      dataset: 'dns_logs',
      logpullOptions: DNS_OPTIONS,
      challenged: true,
      destinationConf: cosConf('nordlicht-security-logs', 'magazine/dns', 'eu-gb', null),
    },
  ],
  [ZONES.quiet]: [{ name: 'quiet-http', health: 'late', destinationConf: edge('quiet') }],
  [ZONES.long]: [{ name: 'long-zone', destinationConf: edge('long-zone') }],
  [ZONES.paused]: [{ name: 'paused-http', health: 'off', destinationConf: edge('paused') }],
  [ZONES.retentionOff]: [{ name: 'before-retention', destinationConf: edge('no-retention') }],
}

/** Without jobs on purpose: playground, empty, pending, moved. */
const WITHOUT_JOBS = new Set(
  [ZONES.playground, ZONES.empty, ZONES.pending, ZONES.moved].map(zoneId),
)

/** Six digits, as seen in IBM-Cloud/terraform-provider-ibm #6238. */
export const FIRST_JOB_ID = 991_001

export function createJobs(zones: SimZone[], nowMs: number): SimJob[] {
  const cast = new Map(Object.entries(CAST).map(([name, jobs]) => [zoneId(name), jobs]))
  const jobs: SimJob[] = []
  for (const zone of zones) {
    if (WITHOUT_JOBS.has(zone.id) || zone.retention === null) continue
    for (const seed of cast.get(zone.id) ?? extras(zone)) {
      jobs.push(createJob(zone, seed, FIRST_JOB_ID + jobs.length, nowMs))
    }
  }
  return jobs
}

/** About two zones in three have a job; a few of them paused, late or failing. */
function extras(zone: SimZone): JobSeed[] {
  const chance = portion(zone.name)
  if (zone.instanceGuid === CIS.big.guid && chance > 0.66) return []
  const label = zone.name.replace(/\.example$/, '').replaceAll('.', '-')
  const health =
    chance < 0.02 ? 'failing' : chance < 0.04 ? 'late' : chance < 0.09 ? 'off' : 'delivering'
  const http: JobSeed = {
    name: `${label}-http`,
    health,
    destinationConf:
      health === 'failing'
        ? cosConf(DEFAULT_BUCKET, label, 'eu-de', cosNoRole)
        : nearby(chance, `${label}/{DATE}`),
  }
  if (chance < 0.45) return [http]
  const place = chance < 0.55 ? CLOUD_LOGS.london : CLOUD_LOGS.frankfurt
  const toLogs = { dataset: 'firewall_events', logpullOptions: FIREWALL_OPTIONS }
  return [http, { ...toLogs, name: `${label}-firewall`, destinationConf: logsConf(place) }]
}

/** Most go to the one bucket, some to others. */
function nearby(chance: number, path: string): string {
  if (chance < 0.3) return cosConf('nordlicht-security-logs', path, 'eu-gb', cosWriter)
  if (chance < 0.36) return cosConf('nordlicht-edge-logs-us', path, 'us-south', cosWriter)
  if (chance < 0.4) return cosConf('nordlicht-tokyo', path, 'jp-tok', cosWriter)
  return edge(path)
}

export function createJob(zone: SimZone, seed: JobSeed, id: number, nowMs: number): SimJob {
  const { health = 'delivering', ...given } = seed
  const defaults: SimJob = {
    id,
    zoneId: zone.id,
    name: `job-${id}`,
    enabled: true,
    dataset: 'http_requests',
    frequency: 'high',
    logpullOptions: DEFAULT_OPTIONS,
    destinationConf: seed.destinationConf,
    createdAt: nowMs - Math.round((10 + portion(`age:${id}`) * 300) * DAY_MS),
    lastComplete: null,
    lastError: null,
    errorMessage: null,
    failingSince: null,
    silent: false,
    challenged: false,
  }
  return { ...defaults, ...healthOf(health, nowMs, portion(`health:${id}`)), ...given }
}
