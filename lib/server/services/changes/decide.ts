import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ChangeRequest, DecideChangeInput } from '@/lib/schemas/change-request'
import type { ServiceContext } from '@/lib/server/context'
import { type ChangeRequestRow, findChangeRequest } from '@/lib/server/db/change-requests'
import { type Db, getDb } from '@/lib/server/db/client'
import { finish, leaseUntil } from './carry'
import { findVisible } from './find'
import { prepare } from './prepare'
import { approveChange, declineChange, expireChange } from './record'
import { isSamePerson } from './self'
import { toChange } from './to-change'
import { alreadyDecided, NoLonger, notYet, ownRequest } from './words'

/** What carrying it out is given at least: a read or two and a write, which IBM takes a while for. */
const carriedWithinMs = 10_000

/**
 * Decides on a change that waits. Approved, it is carried out at once, with what its asker may do now, unless the zone
 * has changed since; in the background, where reading the zone took most of the time. Throws `already_decided`, `not_allowed` for the asker; and what keeps us from looking at the zone:
 * then nothing is decided.
 */
export async function decideChange(
  ctx: ServiceContext,
  id: string,
  { approve, note: given }: DecideChangeInput,
): Promise<ChangeRequest> {
  const db = await getDb()
  const row = await findVisible(db, ctx, id)
  if (isSamePerson(ctx.principal, row)) throw ownRequest()
  if (row.status === 'waiting' && row.expiresAt <= Date.now()) await expireChange(db, row)
  if (row.status !== 'waiting' || row.expiresAt <= Date.now()) throw await tooLate(db, row)
  const note = given || null
  if (!approve) {
    const declined = await declineChange(db, ctx, row, { note })
    if (!declined) throw await tooLate(db, row)
    return toChange(declined)
  }
  const stepId = randomUUID()
  const { deadlineMs, arrivedAt } = ctx
  // Nobody is there whose address it would be.
  const request = { requestId: stepId, deadlineMs, arrivedAt, address: 'unknown' }
  const ready = await prepare(request, row).catch((error: unknown) => {
    if (error instanceof NoLonger) return error
    throw error
  })
  // Begun now, a write might have to be given up before IBM answers, or fail for want of time.
  const isLate = !(ready instanceof NoLonger) && deadlineMs - Date.now() < carriedWithinMs
  const claim = isLate
    ? { note, stepId, dueAt: Date.now(), detail: notYet }
    : { note, stepId, dueAt: leaseUntil(deadlineMs), detail: null }
  const held = await approveChange(db, ctx, row, claim)
  if (!held) throw await tooLate(db, row)
  return toChange(isLate ? held : await finish(db, held, ready))
}

async function tooLate(db: Db, row: ChangeRequestRow) {
  return alreadyDecided((await findChangeRequest(db, row.id)) ?? row)
}
