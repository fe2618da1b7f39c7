import { expect, it } from 'vitest'
import type { OfJob } from '@/lib/server/db/fleet-history'
import { connect, signInAdmin, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

const day = 86_400_000

describeWorlds(
  'tidying the picture',
  (world) => {
    it('removes what is older than any page shows, and whose picture nobody looks at any more', async () => {
      world.reset()
      await connect(world)
      const admin = await signInAdmin(world, 'admin-tidy')
      const { collectDue } = await import('./background')
      await collectDue()
      const place = world.zone('full')
      const [job] = (await admin.ok('listJobs', { params: place })).items
      const db = await world.db()
      const history = await import('@/lib/server/db/fleet-history')
      const of: OfJob = { zoneId: place.zoneId, jobId: job?.id ?? '', bornMs: 0 }
      const named = { instanceId: place.instanceId, zoneName: 'z', jobName: null }
      const now = Date.now()
      const at = (days: number) => now - days * day
      await history.addSpans(
        db,
        'team',
        [50, 40, 20].map((days) => ({ ...of, fromMs: at(days), state: 'late', cause: null })),
      )
      await history.addGaps(
        db,
        'team',
        [50, 20].map((days) => ({
          ...of,
          ...named,
          dataset: null,
          cause: null,
          fromMs: at(days),
          toMs: at(days - 1),
        })),
      )
      await (await import('@/lib/server/db/fleet-events')).addEvents(
        db,
        'team',
        // More than are deleted at once.
        Array.from({ length: 4_100 }, (_, index) => ({
          ...of,
          ...named,
          who: null,
          cause: null,
          kind: 'late' as const,
          atMs: at(index < 4_099 ? 50 : 20) + index,
        })),
      )
      const { raiseFleetSeq } = await import('@/lib/server/db/fleet-heads')
      const { saveZones, listZonesSince } = await import('@/lib/server/db/fleet-zones')
      const [zone] = await listZonesSince(db, 'team', 0)
      if (!zone) throw new Error('no zone was read')
      for (const [owner, days] of [
        ['ibm:gone', 8],
        ['ibm:here', 1],
      ] as const) {
        await raiseFleetSeq(db, owner, { zonesReadAt: at(days) })
        await saveZones(db, owner, [zone])
      }
      const old = { ...zone, zoneId: 'f'.repeat(32), goneAt: at(40) }
      await saveZones(db, 'team', [old])

      const { tidyDue } = await import('./tidy')
      await tidyDue(now)
      await tidyDue(now)

      const ofJob = (table: 'fleet_spans' | 'fleet_gaps' | 'fleet_events') =>
        db.selectFrom(table).selectAll().where('job_id', '=', of.jobId).where('born_at', '=', 0)
      const spans = await ofJob('fleet_spans').select('from_at').execute()
      // The stretch that reaches over the edge stays.
      expect(spans.map(({ from_at }) => from_at).sort()).toEqual([at(40), at(20)])
      expect(await ofJob('fleet_gaps').execute()).toHaveLength(1)
      expect(await ofJob('fleet_events').execute()).toHaveLength(1)
      const owners = async (table: 'fleet_heads' | 'fleet_zones') =>
        new Set((await db.selectFrom(table).select('owner').execute()).map(({ owner }) => owner))
      expect(await owners('fleet_heads')).toEqual(new Set(['team', 'ibm:here']))
      expect(await owners('fleet_zones')).toEqual(new Set(['team', 'ibm:here']))
      const zones = await listZonesSince(db, 'team', 0)
      expect(zones.map(({ zoneId }) => zoneId)).not.toContain(old.zoneId)
      expect(zones.length).toBeGreaterThan(1)
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
