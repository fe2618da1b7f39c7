import { apiKey } from '@/lib/schemas/ids'
import { decode, param, parseConf } from './conf'
import { dissect } from './mask'
import { isHiddenByIbm } from './text-rules'

/**
 * SERVER ONLY in spirit: its answer is a secret in clear and may go nowhere but into the next request to IBM.
 *
 * The API key inside a job's `destination_conf`, for sending it again when another part of the destination changes.
 * null: there is none, or IBM masked it (whether IBM does is unproven).
 */
export function keyFromConf(text: string | null | undefined): string | null {
  const conf = parseConf(text ?? '')
  const names = conf.scheme === 'ibmcl' ? ['ibm_api_key', 'api_key'] : ['ibm_api_key']
  if (conf.scheme !== 'cos' && conf.scheme !== 'ibmcl') return null
  const key = param(conf, ...names)
  if (key === null || !apiKey.safeParse(key).success) return null
  return isHiddenByIbm(key) ? null : key
}

/**
 * SERVER ONLY in spirit, too: all that is hidden of a destination, in one text, to tell whether two are the same. null:
 * nothing is, or IBM masked it. Of Object Storage and Cloud Logs it is the key.
 */
export function secretsFromConf(text: string | null | undefined): string | null {
  const conf = parseConf(text ?? '')
  if (conf.scheme === 'cos' || conf.scheme === 'ibmcl') return keyFromConf(text)
  const secrets = dissect(conf)
    .filter(({ hidden }) => hidden)
    .map(({ text: secret }) => decode(secret))
  if (secrets.length === 0 || secrets.some(isHiddenByIbm)) return null
  return secrets.sort().join('\n')
}
