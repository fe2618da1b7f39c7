import { beforeEach, expect, it } from 'vitest'
import { adminEnv, connect, giveGrant, signInPerson } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds(
  'who sees a zone',
  (world) => {
    beforeEach(async () => {
      world.reset()
      const db = await world.db()
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      await db.deleteFrom('grants').execute()
      await db.deleteFrom('connections').execute()
      await db.deleteFrom('people').execute()
      await raiseTeamVersion(db)
      await connect(world)
    })

    it('is said with the role, through which group and until when', async () => {
      const { instanceId, zoneId } = world.zone('full')
      const params = { instanceId, zoneId }
      const member = await signInPerson(world, {
        subject: 'mara',
        name: 'Mara Lind',
        email: 'mara@example.com',
        groups: ['net_ops', 'other'],
      })
      await signInPerson(world, { subject: 'not-in-it', groups: ['net-ops', 'NET_OPS', '%'] })
      await giveGrant(
        world,
        { group: 'net_ops' },
        { role: 'editor', scope: { kind: 'instance', instanceId }, rails: { needsApproval: true } },
      )
      const expiresAtMs = Date.now() + 3_600_000
      await giveGrant(
        world,
        { personId: member.id },
        { role: 'viewer', scope: { kind: 'zones', instanceId, zoneIds: [zoneId] }, expiresAtMs },
      )
      await giveGrant(
        world,
        { group: 'gone' },
        { role: 'viewer', scope: { kind: 'all' }, expiresAtMs: 1 },
      )
      await giveGrant(
        world,
        { group: 'elsewhere' },
        { role: 'viewer', scope: { kind: 'pattern', pattern: 'nothing.like.it' } },
      )
      const people = await member.ok('listPeople', { params })
      const rest = { reach: 'instance', byEnvironment: false, needsApproval: true, expiresAt: null }
      expect(people.items).toHaveLength(4)
      expect(people.items).toEqual(
        expect.arrayContaining([
          {
            ...rest,
            subject: { kind: 'person', email: 'marta.lindqvist@nordlicht.example', name: null },
            role: 'administrator',
            through: null,
            reach: 'all',
            needsApproval: false,
            byEnvironment: true,
          },
          {
            ...rest,
            subject: { kind: 'group', name: 'net_ops', members: 1 },
            role: 'editor',
            through: 'net_ops',
          },
          {
            ...rest,
            subject: { kind: 'person', email: 'mara@example.com', name: 'Mara Lind' },
            role: 'editor',
            through: 'net_ops',
          },
          {
            ...rest,
            subject: { kind: 'person', email: 'mara@example.com', name: 'Mara Lind' },
            role: 'viewer',
            through: null,
            reach: 'zones',
            needsApproval: false,
            expiresAt: new Date(expiresAtMs).toISOString(),
          },
        ]),
      )
      expect((await member.ok('getZone', { params })).access).toMatchObject({
        role: 'editor',
        through: 'net_ops',
        expiresAt: null,
        needsApproval: true,
      })
    })

    it('names programs, as far as their person may still come', async () => {
      const params = world.zone('full')
      const maker = await signInPerson(world, { subject: 'maker', name: 'Jakub' })
      const grant = await giveGrant(
        world,
        { personId: maker.id },
        { role: 'viewer', scope: { kind: 'all' } },
      )
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      const scope = { kind: 'zones', instanceId: params.instanceId, zoneIds: [params.zoneId] }
      const body = { name: 'ci-deploy', role: 'viewer', scope, expiresAt }
      await maker.ok('createToken', { body })
      const elsewhere = { ...scope, zoneIds: [world.zone('playground').zoneId] }
      await maker.ok('createToken', { body: { ...body, name: 'other', scope: elsewhere } })
      const tokens = async () => {
        const { items } = await (await world.signIn('reader')).ok('listPeople', { params })
        return items.filter(({ subject }) => subject.kind === 'token')
      }
      expect(await tokens()).toEqual([
        {
          subject: { kind: 'token', name: 'ci-deploy', of: 'Jakub' },
          role: 'viewer',
          through: null,
          expiresAt,
          needsApproval: false,
          reach: 'zones',
          byEnvironment: false,
        },
      ])
      const { raiseTeamVersion, removeGrant } = await import('@/lib/server/db/grants')
      await removeGrant(await world.db(), grant)
      await raiseTeamVersion(await world.db())
      expect(await tokens()).toEqual([])
    })

    it('is for whoever sees it', async () => {
      const params = world.zone('full')
      const stranger = await signInPerson(world, { subject: 'stranger' })
      const unknown = { ...params, zoneId: 'f'.repeat(32) }
      const [hidden, none] = [
        await stranger.refused('listPeople', { params }),
        await stranger.refused('listPeople', { params: unknown }),
      ]
      expect([hidden.status, hidden.detail]).toEqual([404, none.detail])
      const reader = await world.signIn('reader')
      expect((await reader.ok('listPeople', { params })).items).toHaveLength(1)
      expect((await reader.ok('getZone', { params })).access).toBeUndefined()
      const without = await world.signIn('noroles')
      expect((await without.refused('listPeople', { params })).status).toBeGreaterThanOrEqual(403)
      expect(await reader.refused('listPeople', { params: unknown })).toMatchObject({ status: 404 })
    })

    it('is nobody where no connection reaches, whatever was granted', async () => {
      const db = await world.db()
      const { raiseTeamVersion } = await import('@/lib/server/db/grants')
      await db.deleteFrom('connections').execute()
      await raiseTeamVersion(db)
      await giveGrant(world, { group: 'net-ops' }, { role: 'viewer', scope: { kind: 'all' } })
      const reader = await world.signIn('reader')
      expect((await reader.ok('listPeople', { params: world.zone('full') })).items).toEqual([])
    })
  },
  { env: { ...adminEnv } },
)
