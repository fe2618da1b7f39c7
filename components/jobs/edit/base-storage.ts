import * as z from 'zod/mini'
import { type Job, job } from '@/lib/schemas/job'

/** The job that a kept draft began from, as it was read: no secret is in it. */
export type Base = { job: Job; readAtMs: number }

const stored = z.object({ job, readAtMs: z.number() })

/** Beside the draft, under its key, so that signing out removes both. */
const keyOf = (draftKey: string) => `${draftKey}:base`

export function saveBase(storage: Storage, draftKey: string, base: Base): void {
  try {
    storage.setItem(keyOf(draftKey), JSON.stringify(base))
  } catch {
    // Then the draft is not kept either.
  }
}

/** null: there is none, or one that this version does not understand. */
export function loadBase(storage: Storage, draftKey: string): Base | null {
  try {
    const text = storage.getItem(keyOf(draftKey))
    const result = text === null ? null : stored.safeParse(JSON.parse(text))
    return result?.success ? result.data : null
  } catch {
    return null
  }
}

export function dropBase(storage: Storage, draftKey: string): void {
  try {
    storage.removeItem(keyOf(draftKey))
  } catch {
    // Without storage there is nothing to drop.
  }
}
