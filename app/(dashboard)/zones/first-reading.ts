import 'server-only'
import { chooseInstance } from '@/components/zones-list/choose-instance'
import type { HomeReading } from '@/components/zones-list/use-home-seeds'
import { operations } from '@/lib/schemas/operations'
import { admit } from '@/lib/server/services/admission/admit'
import { listInstances } from '@/lib/server/services/instances/list'
import { listZones } from '@/lib/server/services/zones/list'
import { listRecentZones } from '@/lib/server/services/zones/recent'
import { readSession } from '@/lib/server/session'
import { inTime, readingContext } from '../whole-page'

/** Three readings, of which the last needs the others. On a slow line the scripts take longer than that. */
const withinMs = 2_000

/**
 * Instances, zones used last, and the zones that are shown first, to come with the page. Never throws. `asked`: the
 * instance that the address names.
 */
export async function readHome(
  headers: Pick<Headers, 'get'>,
  asked: string | null,
): Promise<HomeReading> {
  const session = await readSession(headers)
  const readAtMs = Date.now()
  if (!session) return { instances: null, recent: null, zones: null, readAtMs }
  const request = readingContext()
  const leftMs = () => Math.max(0, readAtMs + withinMs - Date.now())
  const context = (
    name: 'listInstances' | 'listRecentZones' | 'listZones',
    wanted?: { instanceId: string },
  ) => admit(request, session, operations[name].permission, wanted)
  const [instances, recent] = await Promise.all([
    inTime(context('listInstances').then(listInstances), leftMs()),
    inTime(context('listRecentZones').then(listRecentZones), leftMs()),
  ])
  const choice = instances && recent ? chooseInstance(instances.items, recent, asked) : null
  if (choice?.kind !== 'instance') return { instances, recent, zones: null, readAtMs }
  const { id } = choice.instance
  const list = await inTime(
    context('listZones', { instanceId: id }).then((ctx) => listZones(ctx, id)),
    leftMs(),
  )
  return { instances, recent, zones: list && { instanceId: id, list }, readAtMs }
}
