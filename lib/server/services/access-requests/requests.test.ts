import { beforeAll, beforeEach, expect, it } from 'vitest'
import { adminEnv, connect, giveGrant, signInPerson } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const unknownId = '01890000-0000-7000-8000-000000000000'
const reason = 'We need HTTP logs for the fraud model.'

describeWorlds(
  'requests for access',
  (world) => {
    let nth = 0
    let admin: Visitor
    const signIn = () => signInPerson(world, { subject: `asker-${++nth}`, name: `Asker ${nth}` })
    const nameOf = (role: string) => world.place.zones[role]?.name ?? ''
    const ask = (visitor: Visitor, zoneName: string, more: object = {}) =>
      visitor.ok('createAccessRequest', { body: { zoneName, role: 'viewer', reason, ...more } })
    const last = async (visitor: Visitor, id: string) =>
      (await visitor.ok('listAccessRequests')).items.find((item) => item.id === id)

    beforeAll(async () => {
      await connect(world)
      admin = await world.signIn()
    })
    beforeEach(() => world.reset())

    it('are granted: the zone is seen from the next request on, and the asker hears', async () => {
      const visitor = await signIn()
      const params = world.zone('full')
      await visitor.refused('getZone', { params })
      const asked = await ask(visitor, nameOf('full').toUpperCase(), { role: 'editor' })
      expect(asked).toMatchObject({
        zoneName: nameOf('full'),
        status: 'waiting',
        asker: { id: visitor.id },
        decidedBy: null,
        note: null,
      })
      const body = { grant: true, note: 'Until spring.', expiresAt: '2099-03-01T00:00:00Z' }
      const granted = await admin.ok('decideAccessRequest', { params: { id: asked.id }, body })
      expect(granted).toMatchObject({ status: 'granted', note: 'Until spring.' })
      expect(await last(visitor, asked.id)).toEqual(granted)
      const zone = await visitor.ok('getZone', { params })
      expect(zone.access).toMatchObject({
        role: 'editor',
        through: null,
        expiresAt: '2099-03-01T00:00:00.000Z',
        needsApproval: false,
        grants: [{ role: 'editor', rails: null }],
      })
      const { items } = await admin.ok('listGrants', { query: { q: visitor.id } })
      expect(items).toEqual([])
      const grants = (await admin.ok('listGrants')).items
      expect(grants.find(({ id }) => id === granted.grantId)).toMatchObject({
        person: { id: visitor.id },
        scope: { kind: 'zones', instanceId: params.instanceId, zoneIds: [params.zoneId] },
      })
      const db = await world.db()
      const rows = await db
        .selectFrom('audit_attempts')
        .select(['action', 'subject', 'actor_id'])
        .where('action', 'like', 'access.%')
        .orderBy('seq', 'desc')
        .limit(2)
        .execute()
      expect(rows).toMatchObject([
        { action: 'access.grant', subject: expect.stringContaining(nameOf('full')) },
        { action: 'access.request', actor_id: visitor.id },
      ])
    })

    it('are declined, with a word', async () => {
      const visitor = await signIn()
      const asked = await ask(visitor, nameOf('full'))
      const params = { id: asked.id }
      await admin.ok('decideAccessRequest', { params, body: { grant: false, note: 'Ask Mara.' } })
      expect(await last(visitor, asked.id)).toMatchObject({
        status: 'declined',
        note: 'Ask Mara.',
        decidedBy: { email: 'marta.lindqvist@nordlicht.example' },
      })
      await visitor.refused('getZone', { params: world.zone('full') })
    })

    it('tell nothing of which zones there are', async () => {
      const visitor = await signIn()
      world.sent('cis')
      const answers = [await ask(visitor, nameOf('full')), await ask(visitor, 'not.there.example')]
      const [one, other] = answers.map(({ id: _, zoneName, askedAt, ...rest }) => rest)
      expect(one).toEqual(other)
      expect(world.sent('cis')).toEqual([])
    })

    it('are seen by who asked and by administrators', async () => {
      const [visitor, other] = [await signIn(), await signIn()]
      const { id } = await ask(visitor, 'shop.example')
      expect(await last(other, id)).toBeUndefined()
      expect(await last(visitor, id)).toMatchObject({ id })
      expect(await last(admin, id)).toMatchObject({ id })
    })

    it('are answered by administrators alone, and never one’s own', async () => {
      const [visitor, other] = [await signIn(), await signIn()]
      const { id } = await ask(visitor, nameOf('full'))
      const params = { id }
      const body = { grant: true }
      for (const one of [visitor, other]) {
        const refused = await one.refused('decideAccessRequest', { params, body })
        expect(refused).toMatchObject({ status: 403, code: 'not_allowed' })
      }
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'administrator', scope: { kind: 'all' } },
      )
      const own = await visitor.refused('decideAccessRequest', { params, body })
      expect(own).toMatchObject({ status: 403, code: 'not_allowed' })
      const unknown = { params: { id: unknownId }, body }
      expect(await admin.refused('decideAccessRequest', unknown)).toMatchObject({ status: 404 })
      expect(await last(visitor, id)).toMatchObject({ status: 'waiting' })
    })

    it('are answered once, by whoever comes first', async () => {
      const visitor = await signIn()
      const other = await world.signIn()
      for (const second of [true, false]) {
        const { id } = await ask(visitor, nameOf('full'))
        const params = { id }
        const answers = await Promise.all([
          admin.call('decideAccessRequest', { params, body: { grant: true } }),
          other.call('decideAccessRequest', { params, body: { grant: second } }),
        ])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const refused = await admin.refused('decideAccessRequest', {
          params,
          body: { grant: true },
        })
        expect(refused).toMatchObject({ status: 409, code: 'already_decided' })
        const request = await last(visitor, id)
        const { items } = await admin.ok('listGrants')
        const own = items.filter((grant) => grant.id === request?.grantId)
        expect(own).toHaveLength(request?.status === 'granted' ? 1 : 0)
      }
    })

    it('for a zone that no connection sees are told so to the administrator, and wait', async () => {
      const visitor = await signIn()
      const { id } = await ask(visitor, 'not.there.example')
      const body = { grant: true }
      const refused = await admin.refused('decideAccessRequest', { params: { id }, body })
      expect(refused).toMatchObject({ status: 422, errors: [{ path: 'zoneName' }] })
      expect(await last(visitor, id)).toMatchObject({ status: 'waiting' })
    })

    it('for a name that two instances have need the instance', async () => {
      const { zoneId, instanceId } = world.zone('full')
      const twin = world.zoneOf('small')
      const [zone, other] = [zoneId, twin.zoneId].map((it) => world.simulator.state.zones.get(it))
      if (!zone || !other) throw new Error('no such zones')
      other.name = zone.name
      world.letTimePass(61_000)
      const visitor = await signIn()
      const { id } = await ask(visitor, zone.name)
      const decide = (body: object) => ({ params: { id }, body: { grant: true, ...body } })
      const refused = await admin.refused('decideAccessRequest', decide({}))
      expect(refused).toMatchObject({ status: 422, errors: [{ path: 'instanceId' }] })
      const nowhere = decide({ instanceId: unknownId })
      expect(await admin.refused('decideAccessRequest', nowhere)).toMatchObject({ status: 422 })
      await admin.ok('decideAccessRequest', decide({ instanceId: twin.instanceId }))
      await visitor.ok('getZone', { params: twin })
      await visitor.refused('getZone', { params: { instanceId, zoneId } })
      const named = await ask(visitor, zone.name, {
        instanceName: world.place.cisInstances.big?.name.toUpperCase(),
      })
      await admin.ok('decideAccessRequest', { params: { id: named.id }, body: { grant: true } })
      await visitor.ok('getZone', { params: { instanceId, zoneId } })
      world.reset()
      world.letTimePass(61_000)
    })

    it('wait at most twenty a person, though they come at once', async () => {
      const visitor = await signIn()
      const body = { zoneName: 'shop.example', role: 'viewer', reason }
      const answers = await Promise.all(
        Array.from({ length: 24 }, () => visitor.call('createAccessRequest', { body })),
      )
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status === 201)).toHaveLength(20)
      expect(statuses.filter((status) => status === 409)).toHaveLength(4)
      const { items } = await visitor.ok('listAccessRequests')
      await admin.ok('decideAccessRequest', {
        params: { id: items[0]?.id ?? '' },
        body: { grant: false },
      })
      await ask(visitor, 'shop.example')
    })

    it('are not for persons with an IBM key, whom IBM lets in', async () => {
      const writer = await world.signIn('writer')
      const body = { zoneName: 'shop.example', role: 'viewer', reason }
      const refused = await writer.refused('createAccessRequest', { body })
      expect(refused).toMatchObject({ status: 403, code: 'not_allowed' })
      expect(refused.detail).toContain('IBM Cloud decides')
      expect((await writer.ok('listAccessRequests')).items).toEqual([])
    })

    it.each<[string, object, string]>([
      ['no zone', { zoneName: '  ' }, 'zoneName'],
      ['a zone over two lines', { zoneName: 'shop.example\nX' }, 'zoneName'],
      ['no reason', { reason: ' ' }, 'reason'],
      ['a role that is not given so', { role: 'administrator' }, 'role'],
      ['a status of one’s own', { status: 'granted' }, 'status'],
    ])('are refused with %s', async (_, more, path) => {
      const visitor = await signIn()
      const body = { zoneName: 'shop.example', role: 'viewer', reason, ...more }
      const refused = await visitor.refused('createAccessRequest', { body })
      expect(refused).toMatchObject({ status: 422, errors: [{ path }] })
    })
  },
  { env: { ...adminEnv } },
)
