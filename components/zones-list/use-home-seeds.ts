import { keys } from '@/lib/queries/keys'
import { useSeeds } from '@/lib/queries/seed'
import type { Instance } from '@/lib/schemas/instance'
import type { List } from '@/lib/schemas/list'
import type { RecentZone, Zone } from '@/lib/schemas/zone'

/** What came with the page; null: the browser asks for it, and hears why it is missing. */
export type HomeReading = {
  instances: List<Instance> | null
  recent: RecentZone[] | null
  zones: { instanceId: string; list: List<Zone> } | null
  /** Unix ms, by the server's clock. */
  readAtMs: number
}

/** Puts it where the page's own queries look, as old as it is. */
export function useHomeSeeds(first: HomeReading | undefined): void {
  useSeeds(first ? seedsOf(first) : [])
}

function seedsOf({ instances, recent, zones, readAtMs }: HomeReading) {
  return [
    { queryKey: keys.instances, data: instances, readAtMs: asOfMs(instances) },
    { queryKey: keys.recentZones, data: recent && { items: recent }, readAtMs },
    {
      queryKey: keys.zones(zones?.instanceId ?? ''),
      data: zones?.list ?? null,
      readAtMs: asOfMs(zones?.list ?? null),
    },
  ]
}

const asOfMs = (list: List<unknown> | null) => (list ? Date.parse(list.asOf) : 0)
