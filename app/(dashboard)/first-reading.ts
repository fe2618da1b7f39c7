import 'server-only'
import { onPhone, readFilter, readView } from '@/components/overview/coverage-filter'
import type { OverviewReading } from '@/components/overview/use-overview-seeds'
import { pageSizeOf } from '@/lib/fleet/page-size'
import { operations } from '@/lib/schemas/operations'
import { overviewZonesQuery } from '@/lib/schemas/overview'
import { admit } from '@/lib/server/services/admission/admit'
import { getOverview } from '@/lib/server/services/overview/get'
import { listOverviewZones } from '@/lib/server/services/overview/zones'
import { readSession } from '@/lib/server/session'
import { inTime, readingContext } from './whole-page'

/** It is the database alone that is asked; where that takes longer, the browser asks, and says what it waits for. */
const withinMs = 1_500

/**
 * How the fleet is, and the zones that are shown first, to come with the page. `query`: of the address; `isPhone`: where the
 * list has an order of its own. Never throws.
 */
export async function readOverview(
  headers: Pick<Headers, 'get'>,
  query: Record<string, string>,
  isPhone: boolean,
): Promise<OverviewReading> {
  const session = await readSession(headers)
  const readAtMs = Date.now()
  const params = new URLSearchParams(query)
  const filter = isPhone ? onPhone(readFilter(params)) : readFilter(params)
  const pageSize = pageSizeOf(isPhone ? 'list' : readView(params))
  const wanted = overviewZonesQuery.safeParse({ ...filter, limit: pageSize })
  if (!session) return { overview: null, zones: null, readAtMs }
  const request = readingContext()
  const [overview, zones] = await Promise.all([
    inTime(admit(request, session, operations.getOverview.permission).then(getOverview), withinMs),
    wanted.success
      ? inTime(
          admit(request, session, operations.listOverviewZones.permission).then((ctx) =>
            listOverviewZones(ctx, wanted.data),
          ),
          withinMs,
        )
      : null,
  ])
  return { overview, zones: zones && { filter, pageSize, page: zones }, readAtMs }
}
