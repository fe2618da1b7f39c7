import 'server-only'
import type { ActivityCheck } from '@/lib/schemas/activity'
import {
  type AuditCheck,
  keepVerdict,
  keepWalk,
  readAuditCheck,
} from '@/lib/server/db/audit-checks'
import { beginWalk, type Expected, type Verdict, walkSome } from '@/lib/server/db/audit-verify'
import { getDb } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'

const everyMs = 24 * 60 * 60 * 1000
/** At once: what a person asks for meanwhile must not wait long. */
const sliceMs = 500

/**
 * Goes on with the look at the chain of the audit that is due once a day, for half a second or a batch of rows. What
 * the last one found stays until this one has ended. Under a lease: two of them would read everything twice.
 */
export async function verifySome(): Promise<void> {
  const db = await getDb()
  const known = await readAuditCheck(db)
  const now = Date.now()
  if (!known.walk && known.checkedAt !== null && now < known.checkedAt + everyMs) return
  const expected = expectedBy(known)
  const begun = known.walk ?? (await beginWalk(db, expected))
  const next = 'ok' in begun ? begun : await walkSome(db, begun, expected, now + sliceMs)
  if (!('ok' in next)) return keepWalk(db, next)
  await keepVerdict(db, next, Date.now())
  tell(next)
}

/** The newest row that was verified last has to be there still, or to be cut off because of its age. */
function expectedBy({ found }: AuditCheck): Expected | null {
  const intact = found?.ok ? found : found?.onlyCut
  // An empty chain has no row to be found again.
  return intact && intact.head.seq > 0 ? intact.head : null
}

function tell(found: Verdict): void {
  if (found.ok) log.info('audit_verified', { rows: found.rows, upTo: found.head.seq })
  else if (found.onlyCut) log.warn('audit_cut_unexplained', { problem: found.problem })
  else log.error('audit_not_intact', { problem: found.problem })
}

/** What the last whole look at the chain found, for administrators. */
export async function getActivityCheck(): Promise<ActivityCheck> {
  const { checkedAt, found } = await readAuditCheck(await getDb())
  if (checkedAt === null || found === null) {
    return { state: 'unverified', checkedAt: null, upTo: null, problem: null }
  }
  const intact = found.ok ? found : found.onlyCut
  return {
    state: intact ? 'intact' : 'broken',
    checkedAt: new Date(checkedAt).toISOString(),
    upTo: intact?.head.seq ?? null,
    problem: found.ok ? null : found.problem,
  }
}
