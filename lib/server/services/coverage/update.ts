import 'server-only'
import type { Dataset } from '@/lib/schemas/logs'
import type { CoverageInput } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { getDb } from '@/lib/server/db/client'
import { findMark, removeMark, saveMark } from '@/lib/server/db/coverage'
import * as cis from '@/lib/server/ibm/cis-zones'
import { authorOf } from '../audited'
import { zoneContext } from '../gate'

type Place = { instanceId: string; zoneId: string; dataset: Dataset }

/**
 * Says that a zone need not send a dataset, and why; or that it has to again. Nothing changes at IBM; that it was said is in
 * the activity. What is so already is not said twice.
 */
export async function updateCoverage(
  ctx: ServiceContext,
  { instanceId, zoneId, dataset }: Place,
  { needed, reason }: CoverageInput,
): Promise<{ needed: boolean; reason: string | null }> {
  // Whoever may not see the zone may not mark it.
  const target = await zoneContext(ctx, { instanceId, zoneId })
  const { name } = await cis.getZone(target, zoneId)
  const next = { needed, reason: needed ? null : reason?.trim() || null }
  await inTransaction(await getDb(), async (transaction) => {
    const mark = await findMark(transaction, zoneId, dataset)
    const former = { needed: mark === null, reason: mark?.reason ?? null }
    if (former.needed === next.needed && former.reason === next.reason) return
    // First: it takes the head of the chain, so that two at once are told one after the other.
    await appendEvent(transaction, {
      ...authorOf(ctx),
      accountId: ctx.credential.accountId,
      action: 'coverage.update',
      instanceId,
      zoneId,
      zoneName: name,
      subject: dataset,
      before: { dataset, ...former },
      after: { dataset, ...next },
    })
    if (needed) await removeMark(transaction, zoneId, dataset)
    else {
      const by = ctx.principal.name
      await saveMark(transaction, { zoneId, dataset, reason: next.reason, by, at: Date.now() })
    }
  })
  return next
}
