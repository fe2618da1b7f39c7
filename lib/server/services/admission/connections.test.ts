import { beforeEach, expect, it } from 'vitest'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'what somebody of the company sees through connections',
  (world) => {
    let nth = 0
    beforeEach(async () => {
      world.reset()
      const db = await world.db()
      for (const table of ['connections', 'connection_choices', 'grants'] as const) {
        await db.deleteFrom(table).execute()
      }
      // What was listed for an earlier test is forgotten.
      world.letTimePass(61_000)
    })
    const signIn = () => signInPerson(world, { subject: `person-${++nth}` })
    const viewerOfAll = async () => {
      const visitor = await signIn()
      await giveGrant(world, { personId: visitor.id }, { role: 'viewer', scope: { kind: 'all' } })
      return visitor
    }
    /** What a connection saw at its last look. */
    const saw = async (id: string, instanceIds: string[]) => {
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      const db = await world.db()
      const instances_json = JSON.stringify(instanceIds.map((one) => ({ id: one, name: one })))
      await db.updateTable('connections').set({ instances_json }).where('id', '=', id).execute()
      await raiseTeamVersion(db)
    }

    it('has each instance once, though two connections have just come to see it', async () => {
      await connect(world, 'manager')
      await connect(world, 'writer')
      const visitor = await viewerOfAll()
      const ids = (await visitor.ok('listInstances')).items.map(({ id }) => id)
      expect(ids).toContain(world.place.cisInstanceId)
      expect(ids).toEqual([...new Set(ids)])
    })

    it('has an instance that the chosen connection sees no more by the one that does', async () => {
      const first = await connect(world, 'manager')
      const chosen = await connect(world, 'writer', world.place.destinationKeys.otherAccount)
      const { cisInstanceId } = world.place
      const { chooseConnectionFor } = await import('@/lib/server/db/connections')
      await chooseConnectionFor(await world.db(), chosen, [cisInstanceId])
      await saw(first, [cisInstanceId])
      await saw(chosen, [])
      const visitor = await viewerOfAll()
      const { items } = await visitor.ok('listInstances')
      expect(items.map(({ id }) => id)).toContain(cisInstanceId)
      await visitor.ok('listJobs', { params: world.zone('full') })
    })

    it('is an empty list for whoever has no grant, whatever state the connections are in', async () => {
      await connect(world, 'manager')
      world.simulator.faults.add({
        match: { service: 'resourceController' },
        effect: { kind: 'status', status: 503, message: 'down' },
      })
      const visitor = await signIn()
      expect((await visitor.ok('listInstances')).items).toEqual([])
    })

    it('leaves out an instance whose zones can’t be read, and says that it is not all', async () => {
      await connect(world, 'manager')
      const visitor = await signIn()
      const { name } = await (await world.signIn()).ok('getZone', { params: world.zone('full') })
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'viewer', scope: { kind: 'pattern', pattern: name } },
      )
      const { small } = world.place.cisInstances
      world.simulator.faults.add({
        match: { service: 'cis', path: encodeURIComponent(small?.id ?? '') },
        effect: { kind: 'status', status: 503, message: 'down' },
      })
      const { items, partial } = await visitor.ok('listInstances')
      expect(items.map(({ id }) => id)).toEqual([world.place.cisInstanceId])
      expect(partial).toBe(true)
    })
  },
  { env: { ...teamEnv } },
)
