import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { AppError } from '@/lib/server/errors'
import { asConnection } from '../background-context'
import { listBucketsBy } from './list-buckets'
import { isAllowed, namedBy } from './reach'

/**
 * Whether a connection's right may be used to read from a bucket for somebody who was let in at a zone: as an administrator,
 * or as an editor whose allowed destinations name it. A bucket is taken for one of an instance only if IBM lists it there.
 * Throws `not_allowed`.
 */
export async function assertBucketAllowed(
  ctx: ServiceContext,
  { instanceId, bucket }: { instanceId: string; bucket: string },
): Promise<void> {
  const grants = ctx.rights?.by === 'grants' ? ctx.rights.grants : []
  if (grants.some(({ role }) => role === 'administrator')) return
  const allowed = grants.flatMap((grant) => namedBy(grant, 'cos'))
  const place = { kinds: ['cos'], instanceId: instanceId.toLowerCase(), bucket }
  const isNamed = isAllowed({ allowed }, place)
  const byBucket = allowed.filter((one) => one.kind === 'cos' && one.instanceId === undefined)
  const isByBucket = isAllowed({ allowed: byBucket }, place)
  if (isNamed && (isByBucket || (await isListed(ctx, place)))) return
  throw new AppError(
    'not_allowed',
    'This dashboard may not read from that bucket for you. Open the file by hand, with your own access to Object Storage, and paste its content.',
    { reason: 'by_hand' },
  )
}

async function isListed(
  ctx: ServiceContext,
  { instanceId, bucket }: { instanceId: string; bucket: string },
): Promise<boolean> {
  const by = asConnection(ctx, { id: ctx.connectionId ?? '', right: ctx.credential })
  const buckets = await listBucketsBy(by, instanceId).catch(() => null)
  return buckets?.items.some(({ name }) => name === bucket) ?? false
}
