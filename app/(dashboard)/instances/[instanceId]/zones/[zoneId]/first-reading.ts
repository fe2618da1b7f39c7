import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '@/lib/schemas/job'
import type { List } from '@/lib/schemas/list'
import { operations } from '@/lib/schemas/operations'
import type { ZoneDetail, ZonePlace } from '@/lib/schemas/zone'
import { type RequestContext, signedIn } from '@/lib/server/context'
import { listJobs } from '@/lib/server/services/jobs/list'
import { getZone } from '@/lib/server/services/zones/get'
import { readSession } from '@/lib/server/session'

/** What was read while the page was on its way; what is missing the browser asks for, and hears why it failed. */
export type FirstReading = {
  zone: ZoneDetail | null
  jobs: List<Job> | null
  /** Unix ms, by the server's clock. */
  readAtMs: number
}

/** Longer than IBM usually takes. A slower answer is left to the browser, which says what it waits for. */
const withinMs = 700
/** As long as a request of the API gives IBM. */
const ibmWithinMs = 27_000

/** The zone and its jobs, to come with the page's first bytes. Never throws. */
export async function readFirst(
  headers: Pick<Headers, 'get'>,
  place: ZonePlace,
): Promise<FirstReading> {
  const session = await readSession(headers)
  const readAtMs = Date.now()
  if (!session) return { zone: null, jobs: null, readAtMs }
  const request: RequestContext = {
    requestId: randomUUID(),
    // Not ours alone: who asks for the same meanwhile shares some of the calls.
    deadlineMs: readAtMs + ibmWithinMs,
    arrivedAt: performance.now(),
    // Only writes and sign-ins look at it.
    address: 'unknown',
  }
  const inTime = <Value>(reading: Promise<Value>) =>
    Promise.race([reading, sleep(withinMs, null, { ref: false })]).catch(() => null)
  const [zone, jobs] = await Promise.all([
    inTime(getZone(signedIn(request, session, operations.getZone.permission), place)),
    inTime(listJobs(signedIn(request, session, operations.listJobs.permission), place)),
  ])
  return { zone, jobs, readAtMs }
}

/** Not worth a skeleton that is gone before it was seen. */
const unnoticedMs = 100

/** The reading, if it is there before anybody notices that there was a wait; null: it takes longer. */
export function unnoticed(reading: Promise<FirstReading>): Promise<FirstReading | null> {
  return Promise.race([reading, sleep(unnoticedMs, null, { ref: false })])
}

/**
 * Whether the whole page is asked for, as by a reload or from a bookmark. A click inside the app asks for the new part
 * alone; the browser then has what it needs to read by itself, and perhaps the zone in its cache.
 */
export function isWholePage(headers: Pick<Headers, 'get'>): boolean {
  return headers.get('accept')?.includes('text/html') ?? false
}

/** A phone by what the browser says of itself, so that the right form of a list is there before any script. */
export function saysPhone(headers: Pick<Headers, 'get'>): boolean {
  const hint = headers.get('sec-ch-ua-mobile')
  return hint ? hint === '?1' : /Mobi/.test(headers.get('user-agent') ?? '')
}
