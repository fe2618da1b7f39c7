import 'server-only'
import { fromConf } from '@/lib/destinations/registry'
import { samePlace } from '@/lib/destinations/same'
import { destinationPlace } from '@/lib/destinations/words'
import type { Warning } from '@/lib/schemas/job'
import type { WireJob } from '@/lib/server/ibm/wire'

/**
 * IBM's documents ask for a path of its own for each job; the engine no longer refuses a shared one. So it is said,
 * not blocked.
 */
export function sharedDestination(
  destination: Parameters<typeof samePlace>[0],
  jobs: readonly WireJob[],
  except?: string,
): Warning[] {
  return jobs
    .filter((job) => job.id !== except)
    .filter((job) => samePlace(destination, fromConf(job.destination_conf)))
    .map((job) => ({
      code: 'destination_shared',
      message: `${job.name || `Job ${job.id}`} already writes to ${destinationPlace(fromConf(job.destination_conf))}. Each job needs its own path.`,
    }))
}

/** Parameters of the old destination that the changed one has no more, unasked. */
export function droppedParameters(names: readonly string[]): Warning[] {
  if (names.length === 0) return []
  const message = `Not kept in the changed destination: ${names.join(', ')}.`
  return [{ code: 'parameters_dropped', message }]
}

/** On a change of what is sent: the engine looks at the output options alone where a job has them. */
export function overriddenLogs({ elsewhere }: WireJob): Warning[] {
  if (!('output_options' in elsewhere)) return []
  const message =
    'This job has output options, set outside this dashboard. IBM uses them instead of the fields and timestamps set here.'
  return [{ code: 'logs_overridden', message }]
}
