import 'server-only'
import type { Field } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import type { WireJob } from '@/lib/server/ibm/wire'
import { keptFields, listFields } from '../fields/list'
import { aside } from '../gate'
import type { LiveFields } from './to-job'

/**
 * The live field lists of the datasets that these jobs name fields of, so that "all fields" can be told from a list.
 * A list that can't be read just leaves it a list: the jobs are what was asked for, and a list that is kept will do.
 */
export async function liveFieldsFor(
  ctx: ServiceContext,
  place: ZonePlace,
  jobs: readonly WireJob[],
): Promise<LiveFields> {
  const datasets = new Set<string>()
  for (const job of jobs) {
    if (job.dataset && /fields\s*=/.test(job.logpull_options ?? '')) datasets.add(job.dataset)
  }
  const lists = new Map<string, readonly Field[]>()
  await Promise.all(
    [...datasets].map(async (dataset) => {
      const fields = await listFields(aside(ctx), place, dataset).then(
        ({ items }) => items,
        () => keptFields(ctx, place, dataset),
      )
      if (fields) lists.set(dataset, fields)
    }),
  )
  return (dataset) => lists.get(dataset) ?? null
}
