import { parseConf } from './conf'

/**
 * Whether the engine asks for a proof that the place of a raw destination is one's own: S3 without an access key of its
 * own, Google Cloud Storage, Azure, Sumo Logic. Source: Cloudflare, "Logpush ownership challenge". And Object Storage
 * without a key; source: IBM, "Logpush".
 */
export function needsOwnership(conf: string): boolean {
  const { scheme, params } = parseConf(conf)
  const hasKey = params.some(({ name }) =>
    /^(?:access-key-id|secret-access-key|ibm_api_key)$/i.test(name),
  )
  return ['s3', 'cos'].includes(scheme) ? !hasKey : ['gs', 'azure', 'sumo'].includes(scheme)
}
