import { beforeEach, expect, it } from 'vitest'
import { collect, forgetFleet } from '@/lib/testing/fleet'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'lists that could not be read, or not all',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await forgetFleet(world)
      const db = await world.db()
      for (const table of ['connections', 'shared_notes'] as const) {
        await db.deleteFrom(table).execute()
      }
      await connect(world)
      admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
      await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
    })

    it('tells of a zone that could never be read as of one that can’t be read any more', async () => {
      const { zoneId } = world.zone('playground')
      world.simulator.faults.add({
        match: { service: 'cis', path: `${zoneId}/logpush` },
        effect: { kind: 'status', status: 500 },
      })
      await collect()
      const { totals, attention } = await admin.ok('getOverview')
      expect(totals.zonesNotKnown).toBe(1)
      expect(totals.zonesRead).toBe(totals.zones - 1)
      expect(attention).toContainEqual(
        expect.objectContaining({ kind: 'zones_not_known', zones: 1, since: null, cause: '500' }),
      )
      expect((await admin.ok('getOverviewStatus')).zonesNotKnown).toBe(1)
    })
  },
  { env: { ...teamEnv, ADMIN_GROUPS: 'admins', IBMCLOUD_CIS_RATE_LIMIT: '100000' } },
)
