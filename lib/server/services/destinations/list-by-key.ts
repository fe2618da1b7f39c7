import 'server-only'
import type { Bucket, ServiceInstance } from '@/lib/schemas/instance'
import type { List, Through } from '@/lib/schemas/list'
import type { ServiceContext } from '@/lib/server/context'
import * as cos from '@/lib/server/ibm/cos'
import { toAppError } from '@/lib/server/ibm/friendly-errors'
import { claims, serviceTokenByApiKey } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { listServiceInstances } from '@/lib/server/ibm/resource-controller'
import type { CallContext } from '@/lib/server/ibm/token'
import { listed } from '../listed'
import { keyRefused } from './inspect-key'
import { toInstance } from './list-instances'
import { assertFewTests } from './test-limit'

type ByKey<Item> = List<Item> & { through: Through }

/**
 * The Object Storage or Cloud Logs instances that a typed key sees in its account. Throws `destination_key_refused` at
 * `apiKey`, `rate_limited`.
 */
export async function listInstancesByKey(
  ctx: ServiceContext,
  { apiKey, kind }: { apiKey: string; kind: 'cos' | 'cloudLogs' },
): Promise<ByKey<ServiceInstance>> {
  const call = await callWith(ctx, apiKey)
  const readAt = Date.now()
  const service = kind === 'cos' ? 'cloud-object-storage' : 'logs'
  try {
    const { items, isPartial } = await listServiceInstances(call, [service])
    return { ...listed(items.map(toInstance), readAt, isPartial), through: 'key' }
  } catch (error) {
    throw toAppError(error, { verb: 'read', what: 'account of this key', byKey: true })
  }
}

/** The buckets that a typed key may list. A key that may only write lists none: `role_missing`. */
export async function listBucketsByKey(
  ctx: ServiceContext,
  { apiKey, instanceId }: { apiKey: string; instanceId: string },
): Promise<ByKey<Bucket>> {
  const call = await callWith(ctx, apiKey)
  const readAt = Date.now()
  try {
    const { items, isPartial } = await cos.listBuckets(call, instanceId)
    return { ...listed(items, readAt, isPartial), through: 'key' }
  } catch (error) {
    throw toAppError(error, { verb: 'list-buckets', byKey: true })
  }
}

/** Nothing but the key's own right goes along. */
async function callWith(ctx: ServiceContext, apiKey: string): Promise<CallContext> {
  await assertFewTests(ctx)
  const { deadlineMs, requestId } = ctx
  try {
    const { accessToken } = await serviceTokenByApiKey(apiKey, { deadlineMs, requestId })
    return { token: accessToken, identity: claims(accessToken).iamId, deadlineMs, requestId }
  } catch (error) {
    if (error instanceof IamRefusal) throw keyRefused(error)
    throw toAppError(error, { verb: 'read' })
  }
}
