import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestContext } from '@/lib/server/context'

// What a page that is opened whole brings along of what it shows: read while its frame is on its way.

/** As long as a request of the API gives IBM. */
const ibmWithinMs = 27_000

/** What a first reading tells the services of itself. */
export function readingContext(): RequestContext {
  return {
    requestId: randomUUID(),
    // Not the page's alone: who asks for the same meanwhile shares some of the calls.
    deadlineMs: Date.now() + ibmWithinMs,
    arrivedAt: performance.now(),
    // Only writes and sign-ins look at it.
    address: 'unknown',
  }
}

/** null: it failed or takes longer. The browser then asks by itself, hears why and says what it waits for. */
export function inTime<Value>(reading: Promise<Value>, withinMs: number): Promise<Value | null> {
  return Promise.race([reading, sleep(withinMs, null, { ref: false })]).catch(() => null)
}

/** Not worth a skeleton that is gone before it was seen. */
const unnoticedMs = 100

/** The reading, if it is there before anybody notices that there was a wait; null: it takes longer. */
export function unnoticed<Value>(reading: Promise<Value>): Promise<Value | null> {
  return Promise.race([reading, sleep(unnoticedMs, null, { ref: false })])
}

/**
 * Whether the whole page is asked for, as by a reload or from a bookmark. A click inside the app asks for the new part
 * alone; the browser then has what it needs to read by itself, and perhaps what is shown in its cache.
 */
export function isWholePage(headers: Pick<Headers, 'get'>): boolean {
  return headers.get('accept')?.includes('text/html') ?? false
}
