import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { mayReadZones } from '@/lib/server/ibm/cis-zones'
import { singleton } from '@/lib/server/singleton'
import { Cache } from '../cache'
import { cisContext } from '../gate'
import { listResources } from '../resources'

const cache = () => singleton('readable-instances', () => new Cache<boolean>(60_000))

/**
 * The instances (or the `only` one) whose activity a person may read: those whose zones IBM lets them read. The account's list of resources is
 * not enough, since it also names instances on which one has no role. At most 60 s old. An instance that can't be asked
 * now is left out; when none can be asked, the failure is thrown.
 */
export async function visibleInstances(ctx: ServiceContext, only?: string): Promise<string[]> {
  const { items } = await listResources(ctx, 'internet-svcs')
  const instances = only === undefined ? items : items.filter(({ guid }) => guid === only)
  const asked = await Promise.allSettled(
    instances.map(async ({ guid }) => {
      const { value } = await cache().get(
        `${ctx.credential.owner} ${guid}`,
        async (deadlineMs) => mayReadZones(await cisContext({ ...ctx, deadlineMs }, guid)),
        ctx,
      )
      return { guid, readable: value }
    }),
  )
  const answered = asked.filter((result) => result.status === 'fulfilled')
  const failed = asked.find((result) => result.status === 'rejected')
  if (answered.length === 0 && failed) throw failed.reason
  return answered.filter(({ value }) => value.readable).map(({ value }) => value.guid)
}
