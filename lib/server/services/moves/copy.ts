import 'server-only'
import { moveNames } from '@/lib/jobs/move-plan'
import type { Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { AppError } from '@/lib/server/errors'
import type { WireJob } from '@/lib/server/ibm/wire'
import { creationOf } from '../jobs/create'
import { sharedDestination } from '../jobs/warnings'
import { assertTokenFits } from '../ownership/fits'
import type { Plan } from '../plan'
import type { MoveContent } from './sealed'

/**
 * Members that are not edited here and that a new job can be created with, as far as the engine's schema goes. Whether CIS
 * takes them is unproven: where it does not, it refuses, and no job is made that sends something else.
 */
const settable = new Set([
  'filter',
  'kind',
  'max_upload_bytes',
  'max_upload_interval_seconds',
  'max_upload_records',
  'output_options',
  'sample_rate',
])

/** As IBM's create body has it where it names none. Source: networking-node-sdk. */
const usualFrequency = 'high'

/** The second job: as the old one to the letter, at another destination, under another name. */
export function copyOf(
  place: ZonePlace,
  old: WireJob,
  jobs: readonly WireJob[],
  { destination }: Pick<MoveContent, 'destination'>,
): { plan: Plan; finalName: string; carried: string[]; warnings: Warning[] } {
  const { dataset, enabled, frequency, logpull_options, elsewhere } = old
  if (dataset === null) throw noDataset()
  if (destination.kind === 'cos') assertTokenFits(destination, place.zoneId)
  const names = moveNames(
    old,
    jobs.map(({ name }) => name),
  )
  const kept = Object.fromEntries(
    Object.entries(elsewhere).filter(([member]) => settable.has(member)),
  )
  const plan = creationOf(place, {
    members: {
      name: names.temporary,
      enabled,
      dataset,
      frequency: frequency ?? usualFrequency,
      logpull_options: logpull_options ?? '',
    },
    elsewhere: kept,
    destination,
    before: jobs,
  })
  const warnings = [...sharedDestination(destination, jobs), ...leftBehind(Object.keys(elsewhere))]
  return { plan, finalName: names.final, carried: Object.keys(kept), warnings }
}

function leftBehind(members: readonly string[]): Warning[] {
  const lost = members.filter((member) => !settable.has(member))
  if (lost.length === 0) return []
  const message = `The new job is created without ${lost.join(', ')}, which this dashboard can’t set.`
  return [{ code: 'not_carried_over', message }]
}

function noDataset(): AppError {
  return new AppError(
    'conflict',
    'IBM does not show which dataset this job sends, so no second job like it can be created. Nothing was changed.',
  )
}
