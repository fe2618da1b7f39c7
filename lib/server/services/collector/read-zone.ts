import 'server-only'
import { fromConf } from '@/lib/destinations/registry'
import { destinationLabel, destinationPlace } from '@/lib/destinations/words'
import type { SeenJob } from '@/lib/fleet/advance'
import { deliveryOf } from '@/lib/jobs/state'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import * as cis from '@/lib/server/ibm/cis'
import type { WireJob } from '@/lib/server/ibm/wire'
import { zoneContext } from '../gate'
import { factsOf, revisionOf } from '../jobs/to-job'

/** What one request to IBM tells of a zone's jobs. `isPartial`: there are more, which could not be read. */
export type ZoneReading = { readMs: number; jobs: SeenJob[]; isPartial: boolean }

export async function readZone(ctx: ServiceContext, place: ZonePlace): Promise<ZoneReading> {
  const target = await zoneContext(ctx, place)
  const readMs = Date.now()
  const { items, isPartial } = await cis.listJobs(target, place.zoneId)
  return { readMs, jobs: items.map(toSeen), isPartial }
}

/** IBM's job without its secrets: the text of an error comes masked. */
export function toSeen(wire: WireJob): SeenJob {
  const facts = factsOf(wire)
  const destination = fromConf(wire.destination_conf)
  return {
    id: wire.id,
    name: wire.name || null,
    dataset: wire.dataset || null,
    kind: destination.kind,
    place: destinationPlace(destination) || destinationLabel(destination),
    revision: revisionOf(wire),
    switchedRevision: revisionOf({ ...wire, enabled: !wire.enabled }),
    ...deliveryOf(facts),
    errorText: facts.errorMessage?.trim() || null,
  }
}
