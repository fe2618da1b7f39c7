import { z } from 'zod'
import type { SimState } from '../state.ts'

/** A request holds at most 2 MB. Source: IBM Cloud Logs, "Sending logs by using the API". */
export const MOST_BYTES = 2_000_000

/** IBM says only "older than a specific threshold" (ts-ingestion-failures); which one is unproven. */
const OLDEST_MS = 24 * 3_600_000

/** Only so many lines are kept for each instance: a simulator left running must not grow for ever. */
const MOST_KEPT = 20_000

/** What stands in the body of a 200 that took only a part. IBM gives no wording: unproven. */
export function droppedMessage(dropped: number, all: number): string {
  return JSON.stringify({
    message: `${dropped} of ${all} logs were dropped: timestamp is older than the allowed threshold`,
  })
}

const line = z.object({
  applicationName: z.string().min(1),
  subsystemName: z.string().min(1),
  text: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  severity: z.number().int().min(1).max(6).optional(),
  /** Unix milliseconds. */
  timestamp: z.number().optional(),
})
type Line = z.infer<typeof line>

/** A batch as sent; one bad line spoils it all (unproven). Unknown members are let pass. */
export const batch = z.array(line)

/**
 * Stores what is young enough and returns how many lines were not. A line without severity becomes Debug (1),
 * one without timestamp is of now. Source: the same page as above.
 */
export function storeLines(
  state: SimState,
  instanceGuid: string,
  lines: Line[],
  now: number,
): number {
  const kept = lines.filter((line) => (line.timestamp ?? now) >= now - OLDEST_MS)
  const stored = state.logLines.get(instanceGuid) ?? []
  for (const line of kept) {
    stored.push({
      at: line.timestamp ?? now,
      applicationName: line.applicationName,
      subsystemName: line.subsystemName,
      severity: line.severity ?? 1,
      text: line.text,
    })
  }
  state.logLines.set(instanceGuid, stored.slice(-MOST_KEPT))
  return lines.length - kept.length
}
