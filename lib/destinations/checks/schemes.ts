import { serviceNames } from '../service-names'

/** A scheme of the engine: what its address and its parameters are. Source: the engine's pages on destinations. */
export type Scheme = {
  service: string
  /** What stands behind `://`: a bucket with folders, or a host with a path. */
  place: 'bucket' | 'host'
  /** Whether `{DATE}` in the path is replaced. */
  dates: boolean
  /** What they are, by name. */
  params: Record<string, string>
  /** Whether other parameters go on to the receiver. */
  open: boolean
}

const accessKey = {
  'access-key-id': 'access key',
  'secret-access-key': 'secret of the access key',
}
const toHost = { place: 'host', dates: false, open: true } as const
const toBucket = { place: 'bucket', dates: true, open: false } as const

const known: Record<string, Scheme> = {
  s3: {
    ...toBucket,
    service: serviceNames.s3,
    params: {
      region: 'region of the bucket',
      sse: 'encryption at rest',
      ...accessKey,
      endpoint: 'host of an S3-compatible service',
    },
  },
  gs: {
    ...toBucket,
    service: serviceNames.gs,
    params: {},
  },
  azure: {
    ...toBucket,
    service: serviceNames.azure,
    params: {
      sv: 'version of the signature',
      ss: 'services it is for',
      srt: 'resource types it is for',
      sr: 'resource it is for',
      sp: 'permissions it gives',
      st: 'valid from',
      se: 'valid until',
      spr: 'protocol it is for',
      sip: 'addresses it is for',
      si: 'stored access policy',
      sig: 'signature',
    },
    open: true,
  },
  r2: {
    ...toBucket,
    service: serviceNames.r2,
    params: { 'account-id': 'Cloudflare account', ...accessKey },
  },
  cos: {
    ...toBucket,
    service: 'IBM Cloud Object Storage',
    params: {
      region: 'location of the bucket',
      'instance-id': 'Object Storage instance',
      ibm_api_key: 'IBM Cloud API key',
      use_daily_subfolder: 'daily folders',
    },
  },
  ibmcl: {
    ...toHost,
    service: 'IBM Cloud Logs',
    params: { ibm_api_key: 'IBM Cloud API key' },
    open: false,
  },
  splunk: {
    ...toHost,
    service: 'Splunk',
    params: {
      channel: 'channel',
      sourcetype: 'source type',
      'insecure-skip-verify': 'whether the certificate goes unchecked',
    },
  },
  datadog: {
    ...toHost,
    service: serviceNames.datadog,
    params: {
      ddsource: 'source',
      service: 'service',
      host: 'host of the logs',
      hostname: 'host of the logs',
      ddtags: 'tags',
    },
  },
  sumo: { ...toHost, service: serviceNames.sumo, params: {} },
  https: { ...toHost, service: 'HTTPS', params: { tags: 'tags' } },
  // In the engine, and in none of IBM's documents.
  kinesis: {
    ...toBucket,
    service: 'Amazon Kinesis',
    dates: false,
    params: {
      region: 'region of the stream',
      'sts-assume-role-arn': 'role that is assumed',
      'sts-external-id': 'external ID of the role',
      ...accessKey,
    },
  },
  sentinelone: { ...toHost, service: 'SentinelOne', params: { sourcetype: 'source type' } },
}

/** Schemes of which it is unproven that IBM takes them. */
export const unprovenSchemes = new Set(['kinesis', 'sentinelone'])

export const schemeNames = Object.keys(known)

export function schemeOf(name: string): Scheme | null {
  return (Object.hasOwn(known, name) && known[name]) || null
}

/** Every parameter's name of every scheme, for finding one that is glued to something else. */
export const paramNames: readonly string[] = [
  ...new Set(Object.values(known).flatMap(({ params }) => Object.keys(params))),
]
