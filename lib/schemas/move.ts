import * as z from 'zod/mini'
import { destinationInput } from '@/lib/destinations/registry'

/**
 * `changing`: the job itself, in place; `creating`: a second job; `watching`: for the second job's first delivery;
 * `deleting`: the old job; `renaming`: the new job to the old one's name. `done` and `stopped` are ends.
 */
export const moveState = z.enum([
  'changing',
  'creating',
  'watching',
  'deleting',
  'renaming',
  'done',
  'stopped',
])
export type MoveState = z.infer<typeof moveState>

/** Why a move stopped; of one that is done, what is still to be said. */
export const moveReason = z.enum([
  // Nothing more happens to either job.
  'kept',
  'old_changed',
  'new_gone',
  'new_changed',
  'not_delivered',
  'change_refused',
  'create_refused',
  'delete_refused',
  'outcome_unknown',
  'sign_in_ended',
  'access_ended',
  // Done all the same.
  'rename_refused',
])
export type MoveReason = z.infer<typeof moveReason>

/** A job's move to another destination, as both its jobs show it while it goes on and for a week after. */
export const move = z.object({
  id: z.string(),
  state: moveState,
  why: z.optional(z.object({ code: moveReason, message: z.string() })),
  oldJobId: z.string(),
  /** null: there is no second job, or none yet. */
  newJobId: z.nullable(z.string()),
  /** The old job was to stay from the beginning. */
  keepOld: z.boolean(),
  askedAt: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  /** When the new job stops being watched; null while there is none. */
  deadlineAt: z.nullable(z.string()),
  /** The name that the new job gets in the end. */
  finalName: z.nullable(z.string()),
  /** How the new job was doing when it was last looked at. `state` as in a job. */
  lastSeen: z.optional(
    z.object({ at: z.string(), state: z.string(), errorMessage: z.nullable(z.string()) }),
  ),
  endedAt: z.nullable(z.string()),
})
export type Move = z.infer<typeof move>

export const createMoveInput = z.strictObject({
  /** Complete, as for a new job. */
  destination: destinationInput,
  /** Makes a second job and leaves the old one alone. */
  keepOld: z.optional(z.boolean()),
  /** The revision that the person saw; when the job has another by now, nothing is changed (`job_changed`). */
  revision: z.optional(z.string().check(z.maxLength(64))),
})
export type CreateMoveInput = z.infer<typeof createMoveInput>

export const decideMoveInput = z.strictObject({ oldJob: z.enum(['delete', 'keep']) })
export type DecideMoveInput = z.infer<typeof decideMoveInput>
