import 'server-only'
import type { Bucket } from '@/lib/schemas/instance'
import type { List, Through } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import { NotFoundError } from '@/lib/server/errors'
import * as cos from '@/lib/server/ibm/cos'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import type { Listed } from '@/lib/server/ibm/listed'
import { singleton } from '@/lib/server/singleton'
import { hasOwnRight } from '../admission/admit'
import { Cache } from '../cache'
import { accountContext } from '../gate'
import { listed } from '../listed'
import { listResources } from '../resources'
import { isAllowed, isInstanceNamed, waysOf } from './reach'

type Reached = List<Bucket> & { through: Through }

/**
 * The buckets of an Object Storage instance: all of them, with the person's own token, or those that are allowed to them by
 * name, through a connection. Throws NotFoundError; `role_missing` where they may not be listed: a bucket can still be typed.
 */
export async function listBuckets(ctx: ServiceContext, instanceId: string): Promise<Reached> {
  if (!hasOwnRight(ctx)) return allowedBuckets(ctx, instanceId)
  await assertThere(ctx, instanceId)
  const readAt = Date.now()
  try {
    const { items: buckets, isPartial } = await cos.listBuckets(accountContext(ctx), instanceId)
    return { ...listed(buckets, readAt, isPartial), through: 'own' }
  } catch (error) {
    throw toAppError(error, { verb: 'list-buckets' })
  }
}

const what = 'Object Storage instance'

/** An instance that nobody allowed is like one that is not there. */
async function allowedBuckets(ctx: ServiceContext, instanceId: string): Promise<Reached> {
  for (const way of await waysOf(ctx, 'cos')) {
    const mayHold =
      way.allowed === 'all' ||
      way.allowed.some((one) => one.kind === 'cos' && (one.instanceId ?? instanceId) === instanceId)
    if (!mayHold || !(await isThere(way.ctx, instanceId))) continue
    const all = await listBucketsBy(way.ctx, instanceId)
    const items = all.items.filter(({ name: bucket }) =>
      isAllowed(way, { kinds: ['cos'], instanceId, bucket }),
    )
    if (items.length > 0 || isInstanceNamed(way, instanceId)) {
      return { ...all, items, through: 'connection' }
    }
  }
  throw new NotFoundError(what)
}

async function isThere(ctx: ServiceContext, instanceId: string): Promise<boolean> {
  const { items } = await listResources(ctx, 'cloud-object-storage')
  return items.some((instance) => instance.guid === instanceId)
}

async function assertThere(ctx: ServiceContext, instanceId: string): Promise<void> {
  if (!(await isThere(ctx, instanceId))) throw new NotFoundError(what)
}

const cache = () => singleton('buckets', () => new Cache<Listed<cos.WireBucket>>(60_000, 500))

/** With a connection's right; at most 60 s old, since several people's requests come to the same. */
export async function listBucketsBy(
  ctx: ServiceContext,
  instanceId: string,
): Promise<List<Bucket>> {
  const load = (deadlineMs: number) =>
    cos.listBuckets(accountContext({ ...ctx, deadlineMs }), instanceId)
  try {
    const key = `${ctx.credential.owner} ${instanceId}`
    const { value, readAt } = await cache().get(key, load, ctx)
    return listed(value.items, readAt, value.isPartial)
  } catch (error) {
    throw toAppError(error, { verb: 'list-buckets' })
  }
}
