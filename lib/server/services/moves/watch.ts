import 'server-only'
import { samePlace } from '@/lib/destinations/same'
import { freshStanding } from '@/lib/fleet/standing'
import { showing } from '@/lib/jobs/snapshot'
import { type DeliveryFacts, deliveryOf, timeOf } from '@/lib/jobs/state'
import type { MoveReason } from '@/lib/schemas/move'
import { updateMove } from '@/lib/server/db/moves'
import type { WireJob } from '@/lib/server/ibm/wire'
import { destinationOf, snapshotOf } from '../jobs/snapshot'
import { factsOf, revisionOf } from '../jobs/to-job'
import { find, type Run, stop, type Turn } from './run'
import { type MoveContent, openMove } from './sealed'

/** Waits until the new job has delivered. What people do to either job meanwhile is noticed. */
export async function watching(run: Run): Promise<Turn> {
  const { db, move, jobs } = run
  if (!jobs) return 'wait'
  const [old, made] = [find(jobs, move.oldJobId), find(jobs, move.newJobId)]
  const trouble = troubleWith(run, old, made)
  if (trouble) return stop(run, trouble)
  const seen = made && { lastSeen: sighting(made) }
  if (!old || (made && isProven(made))) {
    // What proved it is shown for as long as the move is.
    const change = { state: 'deleting', tries: 0, ...seen } as const
    run.move = await updateMove(db, move, move.dueAt, change)
    return 'on'
  }
  if ((move.deadlineAt ?? 0) <= Date.now()) {
    return stop(run, 'not_delivered', made?.error_message ?? undefined)
  }
  run.move = await updateMove(db, move, move.dueAt, { ...seen })
  return 'wait'
}

function sighting(wire: WireJob) {
  const facts = factsOf(wire)
  return {
    at: new Date().toISOString(),
    state: stateBy(facts),
    errorMessage: facts.errorMessage,
  }
}

/** By what IBM says alone: what the picture knew before it was made, or does not know yet, proves nothing. */
const stateBy = (facts: DeliveryFacts) => freshStanding(deliveryOf(facts), Date.now()).state

/** A new job has delivered nothing before, so whatever it says that it has delivered is its own. */
export function isProven(wire: WireJob): boolean {
  const facts = factsOf(wire)
  const state = stateBy(facts)
  return timeOf(facts.lastComplete) !== null && state !== 'failing' && state !== 'off'
}

/** What speaks against deleting the old job whatever the new one delivers; null: nothing. */
export function troubleWith(
  { move }: Run,
  old: WireJob | null,
  made: WireJob | null,
): MoveReason | null {
  if (!made) return 'new_gone'
  if (!isThere(openMove(move), made)) return 'new_changed'
  return old && revisionOf(old) !== move.oldRevision ? 'old_changed' : null
}

/** Whether the second job still sends to where it did at first, or to what was asked for, as far as IBM shows that. */
function isThere({ destination, made: first }: MoveContent, made: WireJob): boolean {
  const found = snapshotOf(made)
  const asked = { ...found, ...(first ? { destination: first } : destinationOf(destination)) }
  const isSame = showing('destination', asked, found) !== 'differs'
  return isSame || samePlace(first ?? destination, found.destination)
}
