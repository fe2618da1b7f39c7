import { beforeAll, expect, it } from 'vitest'
import { connect, giveGrant, issuer } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

const askId = '01890000-0000-7000-8000-000000000001'
const personId = `oidc-${'a'.repeat(32)}`

describeWorlds('whoever administers their own account alone', (world) => {
  let manager: Visitor
  let grantId: string
  let accountId: string

  // What a provider that is not set any more has left behind, and another account's connection.
  beforeAll(async () => {
    const { savePerson } = await import('@/lib/server/db/people')
    const { insertAccessRequest } = await import('@/lib/server/db/access-requests')
    const db = await world.db()
    const person = { id: personId, name: 'Ada', email: 'ada@example.com' }
    await savePerson(db, {
      ...person,
      issuer,
      subject: 'ada',
      isEmailVerified: true,
      groups: [],
      seenAt: Date.now(),
    })
    await insertAccessRequest(db, {
      id: askId,
      asker: person,
      zoneName: world.place.zones.full?.name ?? '',
      instanceName: null,
      role: 'editor',
      reason: 'Please.',
      status: 'waiting',
      askedAt: Date.now(),
      decidedAt: null,
      decider: null,
      note: null,
      grantId: null,
    })
    grantId = await giveGrant(world, { personId }, { role: 'viewer', scope: { kind: 'all' } })
    await connect(world)
    await db.updateTable('connections').set({ account_id: 'another-account' }).execute()
    manager = await world.signIn()
    accountId = (await manager.ok('getSession')).account?.id ?? ''
  })

  it('sees and changes no grants', async () => {
    expect(await manager.ok('listGrants')).toEqual({
      items: [],
      total: 0,
      environment: { emails: [], groups: [] },
    })
    const params = { id: grantId }
    const changed = await manager.refused('updateGrant', { params, body: { role: 'editor' } })
    expect(changed).toMatchObject({ status: 404 })
    expect(await manager.refused('deleteGrant', { params })).toMatchObject({ status: 404 })
  })

  it('sees and answers no requests for access', async () => {
    expect(await manager.ok('listAccessRequests')).toEqual({ items: [], waiting: 0 })
    const params = { id: askId }
    const refused = await manager.refused('decideAccessRequest', { params, body: { grant: true } })
    expect(refused).toMatchObject({ status: 404 })
    const { listGrants } = await import('@/lib/server/db/grants')
    expect(await listGrants(await world.db())).toHaveLength(1)
  })

  it('is told no zones of other accounts’ connections', async () => {
    expect((await manager.ok('listReachableZones')).items).toEqual([])
    await (await world.db()).updateTable('connections').set({ account_id: accountId }).execute()
    const { raiseTeamVersion } = await import('@/lib/server/db/grants')
    await raiseTeamVersion(await world.db())
    expect((await manager.ok('listReachableZones')).items).not.toEqual([])
  })
})
