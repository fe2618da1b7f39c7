import { apiKey } from '@/lib/schemas/ids'
import { param, parseConf } from './conf'

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
  const masked = /\*{2}|redacted|masked|hidden/i.test(key) || /^[x*.<>[\]_-]+$/i.test(key)
  return masked ? null : key
}
