import 'server-only'
import type { Bucket } from '@/lib/schemas/instance'
import type { List } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import { NotFoundError } from '@/lib/server/errors'
import * as cos from '@/lib/server/ibm/cos'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { accountContext } from '../gate'
import { listed } from '../listed'
import { listResources } from '../resources'

/**
 * The buckets of one of the account's Object Storage instances, with the person's own token. Throws `role_missing`
 * where they may not list them; a bucket can then still be typed.
 */
export async function listBuckets(ctx: ServiceContext, instanceId: string): Promise<List<Bucket>> {
  const { items } = await listResources(ctx, 'cloud-object-storage')
  if (!items.some((instance) => instance.guid === instanceId)) {
    throw new NotFoundError('Object Storage instance')
  }
  const readAt = Date.now()
  try {
    const { items: buckets, isPartial } = await cos.listBuckets(accountContext(ctx), instanceId)
    return listed(buckets, readAt, isPartial)
  } catch (error) {
    throw toAppError(error, { verb: 'list-buckets' })
  }
}
