import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'
import { getDb } from '@/lib/server/db/client'
import { listMoves, type MoveRow } from '@/lib/server/db/moves'

/** How long both jobs show a move that has ended; what came of it stays in the activity. */
export const movesShownForMs = 7 * 24 * 60 * 60 * 1000

/** Puts a zone's moves on its jobs: one question to our own database, however many jobs there are. */
export async function movesOf(place: ZonePlace): Promise<(job: Job) => Job> {
  const moves = await listMoves(await getDb(), place, Date.now() - movesShownForMs)
  return moves.length === 0 ? (job) => job : (job) => withMove(job, moves)
}

/** @param moves oldest first */
function withMove(job: Job, moves: readonly MoveRow[]): Job {
  const own = moves.filter(({ oldJobId, newJobId }) => [oldJobId, newJobId].includes(job.id))
  const newest = own.at(-1)
  if (!newest) return job
  const origin = own.findLast(({ newJobId }) => newJobId === job.id)
  return {
    ...job,
    ...(origin && { movedFrom: origin.oldJobId }),
    move: toMove(newest),
  }
}

const toText = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

function toMove(row: MoveRow): Move {
  const { id, state, why, oldJobId, newJobId, keepsOld, principal, finalName, lastSeen } = row
  return {
    id,
    state,
    ...(why && { why }),
    oldJobId,
    newJobId,
    keepOld: keepsOld,
    askedAt: new Date(row.askedAt).toISOString(),
    by: { id: principal.id, name: principal.name },
    deadlineAt: toText(row.deadlineAt),
    finalName,
    ...(lastSeen && { lastSeen }),
    endedAt: toText(row.endedAt),
  }
}
