import 'server-only'
import type { AccessRequest } from '@/lib/schemas/access-request'
import type { ServiceContext } from '@/lib/server/context'
import type { AccessRequestRow } from '@/lib/server/db/access-requests'
import { appendEvent } from '@/lib/server/db/audit'
import type { Db } from '@/lib/server/db/client'
import { authorOf } from '../audited'
import { timeOf } from '../grants/to-grant'

/** A request as the API shows it. */
export function toRequest(row: AccessRequestRow): AccessRequest {
  const { decider, askedAt, decidedAt, ...rest } = row
  return {
    ...rest,
    askedAt: new Date(askedAt).toISOString(),
    decidedBy: decider,
    decidedAt: timeOf(decidedAt),
  }
}

/** Writes down what became of a request, within the transaction of that. */
export async function recordRequest(
  transaction: Db,
  ctx: ServiceContext,
  action: 'access.request' | 'access.grant' | 'access.decline',
  { id, role, zoneName, instanceName, reason, status, asker, note, grantId }: AccessRequestRow,
): Promise<void> {
  const own = action === 'access.request'
  await appendEvent(transaction, {
    ...authorOf(ctx),
    action,
    accountId: '',
    instanceId: '',
    subject: `${role} on ${zoneName}${own ? '' : ` to ${asker.email || asker.name}`}`,
    after: { id, role, zoneName, instanceName, reason, status, asker, note, grantId },
  })
}
