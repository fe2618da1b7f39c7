import { beforeEach, expect, it } from 'vitest'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'

const unknownZone = 'f'.repeat(32)
const unknownInstance = '11111111-2222-4333-8444-555555555555'

describeWorlds(
  'somebody of the company',
  (world) => {
    let nth = 0
    const signIn = (groups: string[] = []) =>
      signInPerson(world, { subject: `person-${++nth}`, groups })
    beforeEach(async () => {
      world.reset()
      const { listConnections } = await import('@/lib/server/db/connections')
      if ((await listConnections(await world.db())).length === 0) await connect(world)
    })

    it('sees nothing without a grant', async () => {
      const visitor = await signIn()
      expect(await visitor.ok('getSession')).toMatchObject({
        kind: 'oidc',
        account: null,
        admin: false,
      })
      expect((await visitor.ok('listInstances')).items).toEqual([])
      expect((await visitor.ok('listRecentZones')).items).toEqual([])
      const params = world.zone('full')
      const { code, status, detail } = await visitor.refused('listJobs', { params })
      const unknown = await visitor.refused('listJobs', {
        params: { instanceId: unknownInstance, zoneId: unknownZone },
      })
      expect({ code, status, detail }).toEqual({
        code: unknown.code,
        status: unknown.status,
        detail: unknown.detail,
      })
      expect(status).toBe(404)
    })

    it('sees the zones of a grant and no other, from the next request on', async () => {
      const visitor = await signIn(['team-shop'])
      const params = world.zone('full')
      const other = world.zone('playground')
      await visitor.refused('getZone', { params })
      await giveGrant(
        world,
        { group: 'team-shop' },
        {
          role: 'viewer',
          scope: { kind: 'zones', instanceId: params.instanceId, zoneIds: [params.zoneId] },
        },
      )
      const { name } = await visitor.ok('getZone', { params })
      expect((await visitor.ok('listInstances')).items.map(({ id }) => id)).toEqual([
        params.instanceId,
      ])
      const { items } = await visitor.ok('listZones', { params: { instanceId: params.instanceId } })
      expect(items.map((zone) => zone.name)).toEqual([name])
      expect((await visitor.ok('listJobs', { params })).items.length).toBeGreaterThan(0)
      expect(await visitor.refused('listJobs', { params: other })).toMatchObject({ status: 404 })
      expect(
        await visitor.refused('updateRetention', { params, body: { enabled: false } }),
      ).toMatchObject({ status: 403, code: 'not_allowed', reason: 'editor' })
    })

    it('sees zones by their names', async () => {
      const visitor = await signIn()
      const params = world.zone('full')
      const manager = await world.signIn()
      const { name } = await manager.ok('getZone', { params })
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'editor', scope: { kind: 'pattern', pattern: name.toUpperCase() } },
      )
      const { items } = await visitor.ok('listZones', { params: { instanceId: params.instanceId } })
      expect(items.map((zone) => zone.name)).toEqual([name])
      expect((await visitor.ok('listInstances')).items).toHaveLength(1)
      await visitor.ok('listJobs', { params })
      const hidden = await visitor.refused('listJobs', { params: world.zone('playground') })
      const unknown = await visitor.refused('listJobs', {
        params: { ...params, zoneId: unknownZone },
      })
      expect([hidden.status, hidden.detail]).toEqual([unknown.status, unknown.detail])
    })

    it('does at IBM what an editor may, with the connection’s right', async () => {
      const visitor = await signIn()
      const params = world.zone('full')
      const { instanceId } = params
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'editor', scope: { kind: 'instance', instanceId } },
      )
      const { items } = await visitor.ok('listJobs', { params })
      const job = items.find(({ enabled }) => enabled)
      const paused = await visitor.ok('updateJob', {
        params: { ...params, jobId: job?.id ?? '' },
        body: { enabled: false },
      })
      expect(paused).toMatchObject({ enabled: false })
      const db = await world.db()
      const row = await db
        .selectFrom('audit_attempts')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      expect(row).toMatchObject({ action: 'job.pause', actor_id: visitor.id, via: 'session' })
      expect(row.connection_id).not.toBeNull()
    })

    it('waits for approval where a rail asks for it, and IBM hears nothing', async () => {
      const visitor = await signIn()
      const params = world.zone('full')
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'editor', scope: { kind: 'all' }, rails: { needsApproval: true } },
      )
      const { items } = await visitor.ok('listJobs', { params })
      world.sent('cis')
      const answer = await visitor.send(
        'DELETE',
        `/api/instances/${params.instanceId}/zones/${params.zoneId}/jobs/${items[0]?.id}`,
      )
      expect(answer.status).toBe(202)
      expect(answer.body).toMatchObject({ status: 'waiting', action: 'job.delete' })
      expect(world.sent('cis', 'DELETE')).toEqual([])
    })

    it('ends with a grant that has expired', async () => {
      const visitor = await signIn()
      const params = world.zone('full')
      const expiresAtMs = Date.now() + 60_000
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'viewer', scope: { kind: 'all' }, expiresAtMs },
      )
      await visitor.ok('getZone', { params })
      world.letTimePass(61_000)
      expect(await visitor.refused('getZone', { params })).toMatchObject({ status: 404 })
    })
  },
  { env: { ...teamEnv } },
)
