import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, UpstreamError } from '@/lib/server/errors'
import { toAppError, type Verb } from '@/lib/server/ibm/friendly-errors'

/** Pauses before each reading; the engine may be a moment behind its own answer. */
const pausesMs = [0, 700, 1_500]

/** An error after which only a reading can tell whether IBM did what was asked. */
export function isOpen(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.maybeCarriedOut
}

/**
 * Reads what became of a write whose answer got lost, up to three times within the deadline. `read` gives null while
 * what was asked for does not show.
 * @returns what was found, 'not_done', or 'unreadable' when no reading came through
 */
export async function readBack<Found extends object>(
  deadlineMs: number,
  read: () => Promise<Found | null>,
): Promise<Found | 'not_done' | 'unreadable'> {
  let wasRead = false
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0 && Date.now() + pauseMs > deadlineMs - 1_000) break
    await sleep(pauseMs)
    const found = await read().catch(() => undefined)
    if (found) return found
    wasRead ||= found === null
  }
  return wasRead ? 'not_done' : 'unreadable'
}

/** It was read back, and is not done. `sentence` says what that means. */
export function notDone(cause: UpstreamError, verb: Verb, sentence: string): AppError {
  const { code, options } = toAppError(cause, { verb })
  return new AppError(
    code,
    `IBM gave no usable answer, so we looked: ${sentence} Nothing is lost; try again.`,
    options,
  )
}

/** Nobody can say now whether it was done. `sentence` says what to do. */
export function outcomeUnknown(cause: UpstreamError, sentence: string): AppError {
  const options = { upstream: cause.facts, cause }
  return new AppError('outcome_unknown', sentence, options)
}
