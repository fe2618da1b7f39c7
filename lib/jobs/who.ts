import type { ActivityItem } from '@/lib/schemas/activity'
import type { Job } from '@/lib/schemas/job'

type Actor = Pick<ActivityItem['actor'], 'id' | 'name' | 'email'>

/** What a person is called: by name, else by e-mail address, else by the id IAM gives. */
export function personName({ name, email, id }: Actor): string {
  return name || email || id
}

/** What somebody did through this dashboard: who, and when (Unix ms). */
export type Deed = { by: string; isYou: boolean; atMs: number }

/** @param personId who is signed in, as IAM names them */
export function deedOf(actor: Actor, atMs: number, personId: string | null): Deed {
  return { by: personName(actor), isYou: actor.id === personId, atMs }
}

/** As in "Paused by …": "you", or the name. */
export function doer({ by, isYou }: Pick<Deed, 'by' | 'isYou'>): string {
  return isYou ? 'you' : by
}

/** The same of whoever paused a job. */
export const pauser = ({ id, name }: NonNullable<Job['by']>, personId: string | null): string =>
  id !== null && id === personId ? 'you' : name
