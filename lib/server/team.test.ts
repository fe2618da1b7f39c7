import { expect, it } from 'vitest'
import { adminEnv, connect, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'grants and connections that another process has changed',
  (world) => {
    it.each<[string, () => Promise<Visitor>]>([
      ['an administrator with an IBM key', () => world.signIn()],
      ['a person of the provider', () => signInPerson(world, { subject: 'person' })],
    ])('are known with the next request of %s', async (_, signIn) => {
      const { knownTeam } = await import('./team')
      const visitor = await signIn()
      await visitor.ok('getSession')
      const before = await knownTeam()
      await giveGrant(world, { group: 'a' }, { role: 'viewer', scope: { kind: 'all' } })
      await connect(world)
      await visitor.ok('getSession')
      const after = await knownTeam()
      expect(after.grants.length).toBe(before.grants.length + 1)
      expect(after.connections.length).toBe(before.connections.length + 1)
      await visitor.ok('getSession')
      expect(await knownTeam()).toBe(after)
    })
  },
  { env: adminEnv },
)
