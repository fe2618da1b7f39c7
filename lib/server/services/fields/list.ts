import 'server-only'
import { knownDataset } from '@/lib/jobs/dataset'
import type { List } from '@/lib/schemas/list'
import type { Field } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { zoneContext } from '../gate'
import { listed } from '../listed'

const cache = () => singleton('fields', () => new Cache<Field[]>(60_000))

/** The fields of a dataset as IBM lists them, at most 60 s old. One by the engine's own name is asked for by IBM's. */
export async function listFields(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string,
): Promise<List<Field>> {
  const target = await zoneContext(ctx, place)
  const { value, readAt } = await cache().get(
    keyOf(ctx, place, dataset),
    (deadlineMs) => cis.listFields({ ...target, deadlineMs }, place.zoneId, nameOf(dataset)),
    ctx,
  )
  return listed(value, readAt)
}

/** The fields that were read within the last 60 s; IBM is not asked. */
export function keptFields(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string,
): readonly Field[] | null {
  return cache().kept(keyOf(ctx, place, dataset))?.value ?? null
}

/** IBM's own name of it, whichever a job has. */
const nameOf = (dataset: string) => knownDataset(dataset) ?? dataset

const keyOf = ({ credential }: ServiceContext, { zoneId }: ZonePlace, dataset: string) =>
  `${credential.owner} ${zoneId} ${nameOf(dataset)}`
