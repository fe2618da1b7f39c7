import 'server-only'
import type { Field } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { SignedInContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../cis-context'

const cache = () => singleton('fields', () => new Cache<Field[]>(60_000))

/** The fields of a dataset as IBM lists them, at most 60 s old. */
export async function listFields(
  ctx: SignedInContext,
  place: ZonePlace,
  dataset: string,
): Promise<Field[]> {
  const target = await cisContext(ctx, place.instanceId)
  const key = `${ctx.session.identity} ${place.zoneId} ${dataset}`
  return cache().get(key, () => cis.listFields(target, place.zoneId, dataset))
}
