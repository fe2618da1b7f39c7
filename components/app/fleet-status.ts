import { countOf, formatCount } from '@/lib/count'
import type { OverviewStatus } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'

const count = (zones: number) => countOf(zones, 'zone')

/** "214 zones, 2 unknown, full cycle 2 min"; while the first reading goes on how far it is. Empty: there is nothing to say. */
export function fleetWords({
  zones,
  zonesRead,
  zonesNotKnown,
  state,
  cycleSeconds,
}: OverviewStatus): string {
  if (zones === 0) return ''
  if (state === 'off') return `${count(zones)}, not watched`
  if (zonesRead + zonesNotKnown < zones) return `${formatCount(zonesRead)} of ${count(zones)} read`
  return [
    count(zones),
    ...(zonesNotKnown > 0 ? [`${formatCount(zonesNotKnown)} unknown`] : []),
    ...(state === 'stopped' ? ['no readings'] : state === 'behind' ? ['readings are behind'] : []),
    ...(cycleSeconds === null ? [] : [`full cycle ${formatLength(cycleSeconds * 1_000)}`]),
  ].join(', ')
}

/** Whether what the picture says is followed. */
export const isFollowed = ({ state }: OverviewStatus): boolean =>
  state === 'running' || state === 'starting' || state === 'behind'
