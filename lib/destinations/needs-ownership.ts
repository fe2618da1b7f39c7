import { parseConf } from './conf'

/**
 * Whether the engine asks for a proof that the place of a raw destination is one's own: S3 without an access key of its
 * own, Google Cloud Storage, Azure, Sumo Logic. Source: Cloudflare, "Logpush ownership challenge".
 */
export function needsOwnership(conf: string): boolean {
  const { scheme, params } = parseConf(conf)
  const hasKey = params.some(({ name }) => /^(?:access-key-id|secret-access-key)$/i.test(name))
  return scheme === 's3' ? !hasKey : ['gs', 'azure', 'sumo'].includes(scheme)
}
