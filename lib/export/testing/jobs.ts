import { needsOwnership } from '@/lib/destinations/needs-ownership'
import { destinationInput, toRequest } from '@/lib/destinations/registry'
import {
  anyCloudLogs,
  anyCos,
  anyHttps,
  anySecret,
  anySplunk,
} from '@/lib/destinations/testing/generators'
import type { Random } from '@/lib/destinations/testing/random'
import { buildOptions } from '@/lib/jobs/options'
import type { ExportedJob } from '../request'

export const zoneId = '3f9c0d8e51b24a0f9e6d2c7b8a10a71e'
const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'

export const job: ExportedJob = {
  zoneId,
  name: 'checkout-http-siem',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  fields: { mode: 'list', names: ['ClientASN', 'RayID'] },
  timestamps: 'rfc3339',
  destination: { kind: 'qradar', host: 'qradar.example', port: 8088 },
}

const bucket = {
  kind: 'cos' as const,
  instanceId: guid,
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: true,
}

/** One of each way that a destination can be written. */
export const destinations = {
  cosKey: { ...bucket, auth: 'apiKey', apiKey: 'FAKE-KEY-00000001' },
  cosChallenge: { ...bucket, auth: 'challenge', ownershipToken: 'eyJFAKE.FAKE.FAKE' },
  cloudLogs: {
    kind: 'cloudLogs',
    instanceId: guid,
    region: 'eu-gb',
    apiKey: 'FAKE-KEY-00000001',
    subsystemName: 'checkout',
  },
  splunk: {
    kind: 'splunk',
    endpoint: 'hec.example:8088',
    channelId: guid,
    sourceType: 'cloudflare:json',
    skipVerify: false,
    token: 'FAKE token%1',
  },
  qradar: { kind: 'qradar', host: 'qradar.example', port: 8088 },
  https: {
    kind: 'https',
    url: 'https://hooks.example/services/T0FAKE1x/B0FAKE2y',
    headers: [
      { name: 'Authorization', value: 'Bearer FAKE+1' },
      { name: 'Path', value: 'FAKE/2' },
      { name: 'PATH', value: 'FAKE 3' },
    ],
    params: [{ name: 'tags', value: 'FAKE' }],
  },
  otherKey: {
    kind: 'other',
    conf: 's3://logs/http/{DATE}?region=eu-central-1&access-key-id=FAKEID1&secret-access-key=FAKE%2B1',
  },
  otherToken: { kind: 'other', conf: 'gs://logs/http', ownershipToken: 'eyJFAKE.FAKE.FAKE' },
} as const satisfies Record<string, ExportedJob['destination'] | object>

export type Sample = keyof typeof destinations

/** The job with one of them. */
export const jobTo = (sample: Sample, more: Partial<ExportedJob> = {}): ExportedJob => ({
  ...job,
  // The samples are written as constants, so that their names are known; inputs are not.
  destination: structuredClone(destinations[sample]) as ExportedJob['destination'],
  ...more,
})

/** A name that begins and ends so that no sample's secret is a part of it. */
const anyName = (r: Random) => `n${r.text('abcXYZ019.-', 1, 30)}n`

function anyOther(r: Random): ExportedJob['destination'] {
  const secret = () => encodeURIComponent(anySecret(r, 40))
  const conf = r.pick([
    () => `s3://logs/a/{DATE}?region=eu-central-1&secret-access-key=${secret()}`,
    () => `azure://account/container?sv=2024-01-01&sig=${secret()}`,
    () => `datadog://http-intake.logs.example/v1/input?header_DD-API-KEY=${secret()}`,
    () => `https://user:${secret()}@hooks.example/in?x=${secret()}&X=${secret()}`,
    () => `https://hooks.example/services/T0FAKE${r.text('abAB01', 8, 20)}/FAKEx9`,
    () => `sumo://${secret()}`,
    () =>
      `splunk://hec.example:8088/services/collector/raw?header_Authorization=Splunk%20${secret()}`,
  ])()
  const ownershipToken = needsOwnership(conf) ? { ownershipToken: 'eyJFAKE.FAKE.FAKE' } : {}
  return { kind: 'other', conf, ...ownershipToken }
}

/** A destination of any kind, with secrets that hold `FAKE`. */
function anyDestination(r: Random): ExportedJob['destination'] {
  const made = r.pick([anyCos, anyCloudLogs, anySplunk, anyHttps, anyOther])(r)
  return destinationInput.parse(made)
}

export function anyJob(r: Random): ExportedJob {
  const names = Array.from({ length: r.int(1, 5) }, () => r.text('ABCabc', 1, 8))
  return {
    ...job,
    name: anyName(r),
    enabled: r.chance(0.5),
    fields: r.pick([{ mode: 'list' as const, names }, { mode: 'default' as const }]),
    otherOptions: r.chance(0.3) ? [{ name: 'sample', value: '0.5' }] : [],
    destination: anyDestination(r),
  }
}

/** What the app itself sends for this job, secrets in clear. */
export function sentBody(job: ExportedJob): Record<string, unknown> {
  return {
    name: job.name,
    enabled: job.enabled,
    dataset: job.dataset,
    frequency: job.frequency,
    ...toRequest(job.destination),
    logpull_options: buildOptions({
      fields: job.fields.mode === 'default' ? null : (job.fields.names ?? null),
      timestamps: job.timestamps,
      others: job.otherOptions ?? [],
    }),
  }
}
