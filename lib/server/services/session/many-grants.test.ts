import { expect, it, vi } from 'vitest'
import { connect, giveGrant, issuer, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const groups = Array.from({ length: 200 }, (_, at) => `team-${at}`)

/** Ten grants to each of some groups, of zones that nobody has but the last, which is seen. */
async function giveMany(world: World, zone: { instanceId: string; zoneId: string }) {
  const { insertGrant, raiseTeamVersion } = await import('@/lib/server/db/grants')
  const db = await world.db()
  for (const [at, name] of groups.entries()) {
    for (let nth = 0; nth < 10; nth++) {
      const isLast = at === groups.length - 1 && nth === 9
      await insertGrant(db, {
        id: `many-${at}-${nth}`,
        subject: { kind: 'group', name },
        issuer,
        personId: null,
        role: 'viewer',
        scope: {
          kind: 'zones',
          instanceId: zone.instanceId,
          zoneIds: [isLast ? zone.zoneId : `${at}${nth}`.padStart(32, 'f')],
        },
        rails: null,
        expiresAtMs: null,
        createdAt: 0,
        createdBy: 'a test',
      })
    }
  }
  await raiseTeamVersion(db)
}

describeWorlds(
  'authorisation',
  (world) => {
    /** Statements that one request makes, once everything is known that is kept. */
    async function statements(visitor: Visitor, zone: { instanceId: string; zoneId: string }) {
      await visitor.ok('getZone', { params: zone })
      const asked = vi.spyOn((await world.db()).getExecutor(), 'executeQuery')
      try {
        await visitor.ok('getZone', { params: zone })
        return asked.mock.calls.length
      } finally {
        asked.mockRestore()
      }
    }

    it('asks the database as often with 2,000 grants to 200 groups as with one', async () => {
      await connect(world)
      const zone = world.zone('playground')
      const one = await signInPerson(world, { subject: 'one' })
      await giveGrant(
        world,
        { personId: one.id },
        { role: 'viewer', scope: { kind: 'zones', ...zone, zoneIds: [zone.zoneId] } },
      )
      const few = await statements(one, zone)
      expect(few).toBeGreaterThan(0)
      await giveMany(world, zone)
      const many = await signInPerson(world, { subject: 'many', groups })
      expect(await statements(many, zone)).toBe(few)
      expect((await many.ok('listZones', { params: zone })).items).toHaveLength(1)
    })
  },
  { env: teamEnv },
)
