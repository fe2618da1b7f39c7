import 'server-only'
import * as checks from '@/lib/destinations/checks/check-destination'
import {
  type DestinationInput,
  type DestinationPatch,
  destinationInput,
} from '@/lib/destinations/registry'
import type { DestinationChecks } from '@/lib/schemas/destination-check'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { ValidationError } from '@/lib/server/errors'
import { getZone } from '@/lib/server/ibm/cis-zones'
import { zoneContext } from '../gate'

/** What can be said of a destination without asking it, nor IBM: only whether the person sees the zone is asked. */
export async function checkDestination(
  ctx: ServiceContext,
  place: ZonePlace,
  destination: Record<string, unknown>,
): Promise<DestinationChecks> {
  await getZone(await zoneContext(ctx, place), place.zoneId)
  return { items: itemsOf(destination) }
}

/** Throws for what IBM would certainly refuse, or where a secret would be exposed. `only`: of one member, by its path. */
export function assertChecked(
  destination: DestinationInput | DestinationPatch,
  only?: string,
): void {
  const errors = itemsOf(destination).filter(
    ({ level, path }) => level === 'error' && (only === undefined || path === only),
  )
  if (errors.length > 0) {
    throw new ValidationError(errors.map(({ path, message }) => ({ path, message })))
  }
}

function itemsOf(destination: unknown): DestinationChecks['items'] {
  const { items } = checks.checkDestination(destination, destinationInput)
  return items.map(({ path, ...item }) => ({
    ...item,
    path: path === '' ? 'destination' : `destination.${path}`,
  }))
}
