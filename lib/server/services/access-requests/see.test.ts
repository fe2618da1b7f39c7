import { expect, it } from 'vitest'
import { adminEnv, signInPerson } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'the answer to a request for access',
  (world) => {
    it('is news to who asked until they have seen it, and to nobody else', async () => {
      const admin = await world.signIn('manager')
      const asker = await signInPerson(world, { subject: 'asker' })
      const other = await signInPerson(world, { subject: 'other' })
      const body = { zoneName: 'shop.example', role: 'viewer', reason: 'The fraud model.' }
      const { id } = await asker.ok('createAccessRequest', { body })
      const params = { id }
      // Not answered yet.
      expect((await asker.refused('seeAccessRequest', { params })).status).toBe(404)
      expect((await asker.ok('getChangeSummary')).answers).toEqual([])

      await admin.ok('decideAccessRequest', { params, body: { grant: false, note: 'Not yours.' } })
      expect((await asker.ok('getChangeSummary')).answers).toMatchObject([
        { id, status: 'declined', note: 'Not yours.', zoneName: 'shop.example' },
      ])
      expect((await other.ok('getChangeSummary')).answers).toEqual([])
      expect((await other.refused('seeAccessRequest', { params })).status).toBe(404)
      expect((await asker.ok('getChangeSummary')).answers).toHaveLength(1)

      expect((await asker.call('seeAccessRequest', { params })).status).toBe(204)
      // Seen twice, as in two tabs.
      expect((await asker.call('seeAccessRequest', { params })).status).toBe(204)
      expect((await asker.ok('getChangeSummary')).answers).toEqual([])
    })
  },
  { env: adminEnv },
)
