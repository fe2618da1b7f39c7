import 'server-only'
import type { Job } from '@/lib/schemas/job'
import type { List } from '@/lib/schemas/list'
import { operations } from '@/lib/schemas/operations'
import type { ZoneDetail, ZonePlace } from '@/lib/schemas/zone'
import { admit } from '@/lib/server/services/admission/admit'
import { listJobs } from '@/lib/server/services/jobs/list'
import { getZone } from '@/lib/server/services/zones/get'
import { readSession } from '@/lib/server/session'
import { inTime, readingContext } from '../../../../whole-page'

/** What was read while the page was on its way; what is missing the browser asks for, and hears why it failed. */
export type FirstReading = {
  zone: ZoneDetail | null
  jobs: List<Job> | null
  /** Unix ms, by the server's clock. */
  readAtMs: number
}

/** Longer than IBM usually takes. A slower answer is left to the browser, which says what it waits for. */
const withinMs = 700

/** The zone and its jobs, to come with the page's first bytes. Never throws. */
export async function readFirst(
  headers: Pick<Headers, 'get'>,
  place: ZonePlace,
): Promise<FirstReading> {
  const session = await readSession(headers)
  const readAtMs = Date.now()
  if (!session) return { zone: null, jobs: null, readAtMs }
  const request = readingContext()
  const [zone, jobs] = await Promise.all([
    inTime(
      admit(request, session, operations.getZone.permission, place).then((ctx) =>
        getZone(ctx, place),
      ),
      withinMs,
    ),
    inTime(
      admit(request, session, operations.listJobs.permission, place).then((ctx) =>
        listJobs(ctx, place),
      ),
      withinMs,
    ),
  ])
  return { zone, jobs, readAtMs }
}
