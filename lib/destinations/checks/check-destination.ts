import type { ZodMiniType } from 'zod/mini'
import { checkCloudLogs } from './cloud-logs'
import { checkCos } from './cos'
import { checkHttps } from './https'
import { type Check, type CheckItem, error, isGiven } from './item'
import { checkOther } from './other'
import { checkQradar } from './qradar'
import { runCheck } from './run'
import { checkSplunk } from './splunk'

// All kinds at once: for the server. A form loads the file of its own kind and `runCheck`.

const checks = new Map<unknown, Check>([
  ['cos', checkCos],
  ['cloudLogs', checkCloudLogs],
  ['splunk', checkSplunk],
  ['qradar', checkQradar],
  ['https', checkHttps],
  ['other', (input) => checkOther(input)],
  ['logdna', () => [retired]],
])

const retired = error(
  'retired',
  'kind',
  'IBM ended Log Analysis on 30 March 2025. Use IBM Cloud Logs or Object Storage.',
)

/**
 * What is wrong with a destination, or worth knowing, without any traffic. `input`: as a person gave it, of whatever
 * form; `schema`: of all kinds. Paths are relative to the destination. Never throws, and says no secret.
 */
export function checkDestination(input: unknown, schema: ZodMiniType): { items: CheckItem[] } {
  const kind = isGiven(input) ? input.kind : undefined
  const check = checks.get(kind)
  if (check === undefined) {
    return { items: [error('kind_unknown', 'kind', 'There is no such kind of destination.')] }
  }
  return { items: runCheck(check, schema, input) }
}
