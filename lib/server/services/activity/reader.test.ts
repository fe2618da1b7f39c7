import { beforeEach, expect, it } from 'vitest'
import type { Scope } from '@/lib/schemas/grant'
import { jobInput } from '@/lib/testing/inputs'
import { adminEnv, connect, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'the activity of a team',
  (world) => {
    let manager: Visitor
    let nth = 0
    const playground = () => world.zone('playground')
    const other = () => world.zone('retentionOff')
    beforeEach(async () => {
      world.reset()
      world.letTimePass(120_000)
      manager = await world.signIn()
      const { listConnections } = await import('@/lib/server/db/connections')
      if ((await listConnections(await world.db())).length === 0) await connect(world)
      await manager.ok('createJob', { params: playground(), body: jobInput(world) })
      await manager.ok('updateRetention', { params: other(), body: { enabled: true } })
    })
    async function member(scope: Scope | null) {
      const person = await signInPerson(world, { subject: `member-${++nth}` })
      if (scope) await giveGrant(world, { personId: person.id }, { role: 'viewer', scope })
      return person
    }
    const seenBy = async (who: Visitor, query: Record<string, string> = {}) =>
      (await who.ok('listActivity', { query: { limit: '200', ...query } })).items
    const zonesIn = (items: { zoneId: string | null }[]) =>
      [...new Set(items.map(({ zoneId }) => zoneId))].sort()

    it('shows members their zones alone', async () => {
      const { instanceId, zoneId } = playground()
      const { name } = await manager.ok('getZone', { params: playground() })
      const both = [zoneId, other().zoneId].sort()
      const scopes: [Scope | null, string[]][] = [
        [null, []],
        [{ kind: 'zones', instanceId, zoneIds: [zoneId] }, [zoneId]],
        [{ kind: 'zones', instanceId: crypto.randomUUID(), zoneIds: [zoneId] }, []],
        [{ kind: 'pattern', pattern: name.toUpperCase() }, [zoneId]],
        [{ kind: 'pattern', pattern: 'no.such.*' }, []],
        [{ kind: 'instance', instanceId }, both],
        [{ kind: 'all' }, both],
      ]
      for (const [scope, zones] of scopes) {
        const who = await member(scope)
        expect(zonesIn(await seenBy(who)), JSON.stringify(scope)).toEqual(zones)
        const { text } = await who.call('exportActivity', { query: { format: 'jsonl' } })
        const exported = text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
        expect(zonesIn(exported)).toEqual(zones)
        const asked = await seenBy(who, { zoneId: other().zoneId })
        expect(zonesIn(asked)).toEqual(zones.filter((id) => id === other().zoneId))
      }
    })

    it('shows members what they did themselves, and administrators what is about no zone', async () => {
      const who = await member(null)
      const body = { zoneName: 'shop.example', role: 'viewer', reason: 'Please.' }
      await who.ok('createAccessRequest', { body })
      expect(await seenBy(who)).toMatchObject([{ action: 'access.request', instanceId: null }])
      const everywhere = await member({ kind: 'all' })
      const actions = (await seenBy(everywhere)).map(({ action }) => action)
      expect(actions).not.toContain('access.request')
      const all = await seenBy(manager, { actor: who.id })
      expect(all).toMatchObject([{ action: 'access.request', actor: { id: who.id } }])
    })
  },
  { env: { ...adminEnv } },
)
