import 'server-only'
import { knownDataset } from '@/lib/jobs/dataset'
import type { Field } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../gate'

const cache = () => singleton('fields', () => new Cache<Field[]>(60_000))

/** The fields of a dataset as IBM lists them, at most 60 s old. One by the engine's own name is asked for by IBM's. */
export async function listFields(
  ctx: ServiceContext,
  place: ZonePlace,
  dataset: string,
): Promise<Field[]> {
  const target = await cisContext(ctx, place.instanceId)
  const name = knownDataset(dataset) ?? dataset
  const key = `${ctx.credential.owner} ${place.zoneId} ${name}`
  const { value } = await cache().get(
    key,
    (deadlineMs) => cis.listFields({ ...target, deadlineMs }, place.zoneId, name),
    ctx,
  )
  return value
}
