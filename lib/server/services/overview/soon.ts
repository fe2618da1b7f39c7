import 'server-only'
import { isThere } from '@/lib/fleet/cells'
import type { Attention } from '@/lib/schemas/overview'
import type { ServiceContext } from '@/lib/server/context'
import { currentTeam } from '@/lib/server/team'
import { connectionsOf } from '../collector/pictures'
import { bare, zoneOf } from './attention-row'
import { fourDatasets, type JudgedZone, time } from './judged'

// What is no loss yet, and will be one if nobody looks.

/** Long enough to make a new key in, whoever is on leave. */
const expiresSoonMs = 14 * 86_400_000

/** Keys of connections that end soon: then nothing of their accounts is read, and nothing changed. For those who administer them. */
export async function keysExpiring(
  ctx: Pick<ServiceContext, 'administers' | 'principal'>,
  nowMs: number,
): Promise<Attention[]> {
  return connectionsOf(ctx, await currentTeam()).flatMap(
    ({ name, keyName, expiresAt, instances }) =>
      expiresAt === null || expiresAt - nowMs > expiresSoonMs
        ? []
        : [
            {
              ...bare,
              kind: 'key_expiring' as const,
              subject: name,
              cause: keyName,
              dueAt: time(expiresAt),
              action: 'replace' as const,
              count: instances.length,
              zones: 0,
            },
          ],
  )
}

/**
 * Datasets that most zones send, and some don't, though nobody said that they need not. Where most zones do without, that is
 * no gap but a choice.
 */
export function coverageGaps(zones: readonly JudgedZone[]): Attention[] {
  const able = zones.filter(({ zone, isKnown }) => isKnown && !zone.isWithout)
  return fourDatasets.flatMap((dataset) => {
    const without = able.filter(({ cells }) => cells.get(dataset)?.state === 'none')
    const sending = able.filter(({ cells }) => cells.get(dataset)?.jobs.some(isThere))
    const [first] = without
    if (!first || sending.length <= without.length) return []
    return [
      {
        ...bare,
        kind: 'coverage_gap' as const,
        zone: zoneOf(first.zone),
        subject: dataset,
        action: 'view' as const,
        count: sending.length,
        zones: without.length,
      },
    ]
  })
}
