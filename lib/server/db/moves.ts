import 'server-only'
import { type Move, type MoveReason, moveReason, moveState } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { Principal } from '@/lib/server/context'
import { ServerError } from '@/lib/server/server-error'
import type { Db } from './client'
import { removeUnusedCredential } from './credentials'
import { fromJsonText, toJsonText } from './json'
import type { MoveTable } from './schema'

export type MoveSighting = NonNullable<Move['lastSeen']>

/** A move as it stands. Times are epoch ms. */
export type MoveRow = {
  id: string
  accountId: string
  place: ZonePlace
  oldJobId: string
  newJobId: string | null
  state: Move['state']
  why: { code: MoveReason; message: string } | null
  keepsOld: boolean
  finalName: string | null
  /** The old job's, as the person saw it. */
  oldRevision: string
  /** Who asked for it. */
  principal: Principal
  /** The entry of the audit that says so. */
  attemptId: string
  /** The request id under which the state's one write goes to IBM, on the disk before it does; null: not begun. */
  stepId: string | null
  /** null once it has ended: nobody needs its secrets any more. */
  sealedPlan: string | null
  /** Whose right it goes on with; null once it has ended. */
  credentialId: string | null
  lastSeen: MoveSighting | null
  askedAt: number
  deadlineAt: number | null
  endedAt: number | null
  /**
   * When somebody is to look at it; while somebody does, when they are given up for dead. Each write sets another one, so
   * that whoever was given up can write nothing any more: even while it is held and ever later, odd once it is let go of.
   */
  dueAt: number
  tries: number
}

/** Somebody else has taken the move meanwhile, or ended it: what is known of it here is of the past. */
export class Overtaken extends ServerError {
  static override readonly kind = 'Overtaken'
}

/** @returns false: another move of that job is under way */
export async function insertMove(db: Db, move: MoveRow): Promise<boolean> {
  const other = await findOpenMove(db, move.place, move.oldJobId)
  if (other) return false
  const result = await db
    .insertInto('moves')
    .values(toTable(move))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

type Change = Partial<
  Pick<
    MoveRow,
    | 'state'
    | 'newJobId'
    | 'stepId'
    | 'finalName'
    | 'sealedPlan'
    | 'lastSeen'
    | 'deadlineAt'
    | 'tries'
  >
>

/** Changes an open move that is held, and holds it until `dueAt`. Throws Overtaken. */
export async function updateMove(
  db: Db,
  move: MoveRow,
  dueAt: number,
  change: Change = {},
): Promise<MoveRow> {
  // The clock may stand still between two writes; the next holder must not look like this one.
  const next = heldUntil(Math.max(dueAt, move.dueAt + 1))
  return write(db, move, { ...move, ...change, dueAt: next })
}

/** As `dueAt` says it of a move that is held. Epoch ms. */
export const heldUntil = (ms: number) => Math.ceil(ms / 2) * 2

/** Changes an open move that is held, and lets go of it: somebody is to look at it at `dueAt`. Throws Overtaken. */
export async function releaseMove(
  db: Db,
  move: MoveRow,
  dueAt: number,
  change: Change = {},
): Promise<MoveRow> {
  return write(db, move, { ...move, ...change, dueAt: heldUntil(dueAt) + 1 })
}

/** Ends an open move that is held, and lets go of its secrets: its person may have signed out long ago. Throws Overtaken. */
export async function endMove(
  db: Db,
  move: MoveRow,
  end: Pick<MoveRow, 'state' | 'why'>,
  now = Date.now(),
): Promise<MoveRow> {
  const nothing = { stepId: null, sealedPlan: null, credentialId: null }
  const ended = await write(db, move, { ...move, ...end, ...nothing, endedAt: now })
  if (move.credentialId !== null) await removeUnusedCredential(db, move.credentialId)
  return ended
}

async function write(db: Db, held: MoveRow, next: MoveRow): Promise<MoveRow> {
  // What was read a while ago may have been sealed with another secret since.
  const { sealed_plan, ...rest } = toTable(next)
  const { numUpdatedRows } = await db
    .updateTable('moves')
    .set(sealed_plan === held.sealedPlan ? rest : { ...rest, sealed_plan })
    .where('id', '=', held.id)
    .where('due_at', '=', held.dueAt)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Overtaken(`The move ${held.id} went on without this one.`)
  return next
}

/** Nothing came of it, and the person was told: it is as if it had never begun. Leaves it to whoever else has it by now. */
export async function removeMove(db: Db, { id, dueAt }: MoveRow): Promise<void> {
  await db.deleteFrom('moves').where('id', '=', id).where('due_at', '=', dueAt).execute()
}

/** Takes what is due, the longest waiting first, for `leaseMs`; if this process dies another goes on then. */
export async function claimDueMoves(
  db: Db,
  leaseMs: number,
  limit: number,
  now = Date.now(),
): Promise<MoveRow[]> {
  const due = await db
    .selectFrom('moves')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  const claimed: MoveRow[] = []
  for (const row of due) {
    const move = await updateMove(db, toRow(row), now + leaseMs).catch(unlessOvertaken)
    if (move) claimed.push(move)
  }
  return claimed
}

/** null in place of what somebody else has by now. */
export function unlessOvertaken(error: unknown): null {
  if (error instanceof Overtaken) return null
  throw error
}

/** The open move that a job is part of, as the old one or as the new one. */
export async function findOpenMove(
  db: Db,
  { instanceId, zoneId }: ZonePlace,
  jobId: string,
): Promise<MoveRow | null> {
  const row = await db
    .selectFrom('moves')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('zone_id', '=', zoneId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('old_job_id', '=', jobId), eb('new_job_id', '=', jobId)]))
    .executeTakeFirst()
  return row ? toRow(row) : null
}

/** A zone has four jobs or a few more: who moves them to and fro all day must not make reading them slow. */
const mostEnded = 100

/** A zone's moves that are open, and the last hundred that have not ended before `since`; the newest last. */
export async function listMoves(
  db: Db,
  { instanceId, zoneId }: ZonePlace,
  since: number,
): Promise<MoveRow[]> {
  const ofZone = db
    .selectFrom('moves')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('zone_id', '=', zoneId)
  const [open, ended] = await Promise.all([
    ofZone.where('ended_at', 'is', null).execute(),
    ofZone.where('ended_at', '>=', since).orderBy('ended_at', 'desc').limit(mostEnded).execute(),
  ])
  return [...open, ...ended].map(toRow).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Removes those that ended before a time, epoch ms; what came of them stays in the audit. */
export async function removeOldMoves(db: Db, endedBefore: number): Promise<void> {
  await db.deleteFrom('moves').where('ended_at', '<', endedBefore).execute()
}

function toTable(move: MoveRow): MoveTable {
  return {
    id: move.id,
    account_id: move.accountId,
    instance_id: move.place.instanceId,
    zone_id: move.place.zoneId,
    old_job_id: move.oldJobId,
    new_job_id: move.newJobId,
    state: move.state,
    why_code: move.why?.code ?? null,
    why_message: move.why?.message ?? null,
    keeps_old: move.keepsOld ? 1 : 0,
    final_name: move.finalName,
    old_revision: move.oldRevision,
    principal_json: JSON.stringify(move.principal),
    attempt_id: move.attemptId,
    step_id: move.stepId,
    sealed_plan: move.sealedPlan,
    credential_id: move.credentialId,
    last_seen_json: toJsonText(move.lastSeen),
    asked_at: move.askedAt,
    deadline_at: move.deadlineAt,
    ended_at: move.endedAt,
    due_at: move.dueAt,
    tries: move.tries,
  }
}

function toRow(row: MoveTable): MoveRow {
  const code = moveReason.safeParse(row.why_code)
  return {
    id: row.id,
    accountId: row.account_id,
    place: { instanceId: row.instance_id, zoneId: row.zone_id },
    oldJobId: row.old_job_id,
    newJobId: row.new_job_id,
    state: moveState.parse(row.state),
    why: code.success ? { code: code.data, message: row.why_message ?? '' } : null,
    keepsOld: row.keeps_old === 1,
    finalName: row.final_name,
    oldRevision: row.old_revision,
    // Both are written by toTable alone.
    principal: fromJsonText(row.principal_json) as Principal,
    lastSeen: fromJsonText(row.last_seen_json) as MoveSighting | null,
    attemptId: row.attempt_id,
    stepId: row.step_id,
    sealedPlan: row.sealed_plan,
    credentialId: row.credential_id,
    askedAt: row.asked_at,
    deadlineAt: row.deadline_at,
    endedAt: row.ended_at,
    dueAt: row.due_at,
    tries: row.tries,
  }
}
