import { expect, it } from 'vitest'
import { giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'saved views',
  (world) => {
    it('are each person’s own, by name, and of one name there is one', async () => {
      const manager = await world.signIn('manager')
      await giveGrant(world, { group: 'net-ops' }, { role: 'viewer', scope: { kind: 'all' } })
      const member = await signInPerson(world, { subject: 'member', groups: ['net-ops'] })
      const filter = { state: 'failing', sort: 'dataset:dns_logs', view: 'compact' } as const
      const { id } = await manager.ok('saveView', { body: { name: 'DNS', filter } })
      await manager.ok('saveView', { body: { name: 'All', filter: {} } })
      const { items } = await manager.ok('listSavedViews')
      expect(items.map(({ name }) => name)).toEqual(['All', 'DNS'])
      expect(items.map((view) => view.filter)).toEqual([{}, filter])
      expect(items[1]?.id).toBe(id)

      const again = await manager.ok('saveView', { body: { name: ' DNS ', filter: { q: 'eu' } } })
      expect(again.id).toBe(id)
      expect((await manager.ok('listSavedViews')).items).toHaveLength(2)

      expect((await member.ok('listSavedViews')).items).toEqual([])
      expect((await member.call('deleteView', { params: { id } })).status).toBe(404)
      expect((await manager.call('deleteView', { params: { id } })).status).toBe(204)
      expect((await manager.ok('listSavedViews')).items.map(({ name }) => name)).toEqual(['All'])
    })

    it('are refused where nothing could show them, or there are too many', async () => {
      const manager = await world.signIn('manager')
      for (const body of [
        { name: '', filter: {} },
        { name: 'a\nb', filter: {} },
        { name: 'x', filter: { state: 'on fire' } },
        { name: 'x', filter: { password: 'FAKE' } },
      ]) {
        expect((await manager.call('saveView', { body })).status).toBe(422)
      }
      const { items } = await manager.ok('listSavedViews')
      for (let n = items.length; n < 50; n++) {
        await manager.ok('saveView', { body: { name: `view ${n}`, filter: {} } })
      }
      expect((await manager.call('saveView', { body: { name: 'more', filter: {} } })).status).toBe(
        422,
      )
      // One that is there already can still be changed.
      await manager.ok('saveView', { body: { name: 'view 49', filter: { q: 'eu' } } })
    })
  },
  { env: teamEnv },
)
