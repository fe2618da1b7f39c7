import 'server-only'
import type { Dataset } from '@/lib/schemas/logs'
import type { CoverageInput } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { getDb } from '@/lib/server/db/client'
import { removeMark, saveMark } from '@/lib/server/db/coverage'
import { zoneContext } from '../gate'

type Place = { instanceId: string; zoneId: string; dataset: Dataset }

/** Says that a zone need not send a dataset, and why; or that it has to again. Nothing changes at IBM. */
export async function updateCoverage(
  ctx: ServiceContext,
  { instanceId, zoneId, dataset }: Place,
  { needed, reason = '' }: CoverageInput,
): Promise<{ needed: boolean; reason: string | null }> {
  // Whoever may not see the zone may not mark it.
  await zoneContext(ctx, { instanceId, zoneId })
  const db = await getDb()
  if (needed) {
    await removeMark(db, zoneId, dataset)
    return { needed, reason: null }
  }
  const mark = { zoneId, dataset, reason: reason.trim() || null, by: ctx.principal.name }
  await saveMark(db, { ...mark, at: Date.now() })
  return { needed, reason: mark.reason }
}
