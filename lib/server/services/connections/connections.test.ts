import { beforeEach, describe, expect, it } from 'vitest'
import { giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const administrators = { ...teamEnv, ADMIN_GROUPS: 'admins' }

/** Everything that this world holds of connections is gone. */
async function removeAll(world: World): Promise<void> {
  const db = await world.db()
  const { raiseTeamVersion } = await import('@/lib/server/db/grants')
  for (const table of ['connections', 'connection_choices', 'grants'] as const) {
    await db.deleteFrom(table).execute()
  }
  await db.deleteFrom('credentials').where('sealed_key', 'is not', null).execute()
  await raiseTeamVersion(db)
}

const keyOf = (world: World, value: string) => {
  const key = world.simulator.state.apiKeys.find((one) => one.value === value)
  if (!key) throw new Error('no such key')
  return key
}

/** The newest entries about connections, as the audit has them. */
async function entries(world: World) {
  const db = await world.db()
  return db
    .selectFrom('audit_attempts')
    .select(['action', 'subject', 'before_json', 'after_json', 'actor_id', 'via'])
    .where('action', 'like', 'connection.%')
    .orderBy('seq', 'desc')
    .execute()
}

describeWorlds(
  'connections',
  (world) => {
    let admin: Visitor
    let nth = 0
    beforeEach(async () => {
      world.reset()
      await removeAll(world)
      admin = await signInPerson(world, { subject: `admin-${++nth}`, groups: ['admins'] })
    })
    const add = (apiKey: string, name = 'Nordlicht') =>
      admin.ok('createConnection', { body: { name, apiKey } })

    it('are made by a key that was tried, and lend their right at once', async () => {
      const { manager } = world.place.keys
      const made = await add(manager)
      expect(made).toMatchObject({
        name: 'Nordlicht',
        keyName: 'manager-key',
        ownerKind: 'user',
        state: 'ok',
        lacks: [],
      })
      expect(made.warnings?.map(({ code }) => code)).toEqual(['owner_is_a_person'])
      expect(made.answersFor).toContain(world.place.cisInstanceId)
      expect(made.needed.instances).toContain(world.place.cisInstanceId)
      const { items } = await admin.ok('listInstances')
      expect(items.map(({ id }) => id).sort()).toEqual(made.answersFor.toSorted())
      await admin.ok('listJobs', { params: world.zone('full') })

      const [entry] = await entries(world)
      expect(entry).toMatchObject({ action: 'connection.create', subject: 'Nordlicht' })
      expect(JSON.stringify(await entries(world))).not.toContain(manager)
    })

    it('say what a key lacks, and how it is granted', async () => {
      const made = await add(world.place.keys.reader)
      const { lacks } = made
      expect(lacks.map(({ instanceId }) => instanceId)).toContain(world.place.cisInstanceId)
      expect(new Set(lacks.map(({ role }) => role))).toEqual(new Set(['Manager']))

      const service = await add(world.place.destinationKeys.cosWriter, 'Service')
      expect(service.ownerKind).toBe('serviceId')
      expect(service.lacks[0]?.command).toMatch(
        /^ibmcloud iam service-policy-create ServiceId-\S+ --roles Manager --service-name internet-svcs --service-instance \S+$/,
      )
      expect(service.warnings?.map(({ code }) => code)).toEqual([
        'account_already_connected',
        'lacks_roles',
      ])
    })

    it('ask IBM where policies do not say that a key has the role', async () => {
      world.simulator.faults.add({
        match: { service: 'iam', path: '/v1/policies' },
        effect: { kind: 'status', status: 403, message: 'no' },
      })
      expect((await add(world.place.keys.manager)).lacks).toEqual([])
      const { lacks } = await add(world.place.keys.writer, 'Writer')
      expect(lacks.map(({ instanceId }) => instanceId)).toContain(world.place.cisInstanceId)
    })

    it.each(['unknown', 'disabled', 'locked', 'expired', 'mfa'] as const)(
      'are not made by a key that is %s',
      async (name) => {
        const body = { name: 'x', apiKey: world.place.keys[name] }
        const refused = await admin.refused('createConnection', { body })
        expect(refused).toMatchObject({ status: 422, errors: [{ path: 'apiKey' }] })
        expect((await admin.ok('listConnections')).items).toEqual([])
      },
    )

    it('are not made while IAM does not answer', async () => {
      world.simulator.faults.add({
        match: { service: 'iam' },
        effect: { kind: 'status', status: 503, message: 'down' },
      })
      const body = { name: 'x', apiKey: world.place.keys.manager }
      expect(await admin.refused('createConnection', { body })).toMatchObject({ status: 503 })
      expect((await admin.ok('listConnections')).items).toEqual([])
    })

    it('are of administrators alone', async () => {
      const { id } = await add(world.place.keys.manager)
      const member = await signInPerson(world, { subject: `member-${nth}`, groups: ['shop'] })
      await giveGrant(world, { group: 'shop' }, { role: 'editor', scope: { kind: 'all' } })
      const owner = await world.signIn()
      for (const visitor of [member, owner]) {
        for (const [name, input] of [
          ['listConnections', {}],
          ['createConnection', { body: { name: 'x', apiKey: world.place.keys.reader } }],
          ['getConnection', { params: { id } }],
          ['updateConnection', { params: { id }, body: { name: 'x' } }],
          ['deleteConnection', { params: { id } }],
          ['checkConnection', { params: { id } }],
        ] as const) {
          expect(await visitor.refused(name, input)).toMatchObject({
            status: 403,
            code: 'not_allowed',
          })
        }
      }
    })

    it('are renamed and get another key of the same account only', async () => {
      const { id, accountId } = await add(world.place.keys.manager)
      const params = { id }
      expect(await admin.ok('updateConnection', { params, body: { name: ' New ' } })).toMatchObject(
        { name: 'New', keyName: 'manager-key' },
      )
      const foreign = { apiKey: world.place.destinationKeys.otherAccount }
      expect(await admin.refused('updateConnection', { params, body: foreign })).toMatchObject({
        status: 422,
        errors: [{ path: 'apiKey' }],
      })
      const unknown = { apiKey: world.place.keys.unknown }
      expect(await admin.refused('updateConnection', { params, body: unknown })).toMatchObject({
        status: 422,
        errors: [{ path: 'apiKey' }],
      })
      const body = { apiKey: world.place.keys.reader }
      expect(await admin.ok('updateConnection', { params, body })).toMatchObject({
        accountId,
        keyName: 'reader-key',
        state: 'ok',
      })
      await admin.ok('listJobs', { params: world.zone('full') })
      expect((await entries(world))[0]).toMatchObject({ action: 'connection.update' })
    })

    it('lose nothing that somebody else changed while a new key was tried', async () => {
      const { id } = await add(world.place.keys.manager)
      const params = { id }
      world.simulator.faults.add({
        match: { service: 'iam', path: '/identity/token', times: 1 },
        effect: { kind: 'slow', ms: 1_500 },
      })
      const replaced = admin.ok('updateConnection', {
        params,
        body: { apiKey: world.place.keys.writer },
      })
      await expect.poll(() => world.sent('iam', 'POST').length).toBeGreaterThan(0)
      await admin.ok('updateConnection', { params, body: { name: 'Renamed' } })
      expect(await replaced).toMatchObject({ name: 'Renamed', keyName: 'writer-key' })
      const [last] = await entries(world)
      expect(JSON.parse(last?.before_json ?? '')).toMatchObject({ name: 'Renamed' })
    })

    it('are not there any more for whoever comes second to remove or change one', async () => {
      const { id } = await add(world.place.keys.manager)
      const params = { id }
      world.simulator.faults.add({
        match: { service: 'iam', path: '/identity/token', times: 1 },
        effect: { kind: 'slow', ms: 1_500 },
      })
      const replaced = admin.call('updateConnection', {
        params,
        body: { apiKey: world.place.keys.writer },
      })
      await expect.poll(() => world.sent('iam', 'POST').length).toBeGreaterThan(0)
      const removed = await Promise.all([
        admin.call('deleteConnection', { params }),
        admin.call('deleteConnection', { params }),
      ])
      expect(removed.map(({ status }) => status).sort()).toEqual([204, 404])
      expect((await replaced).status).toBe(404)
      const written = await entries(world)
      expect(written.filter(({ action }) => action === 'connection.delete')).toHaveLength(1)
    })

    it('that is refused says so to everybody, and to administrators which', async () => {
      const { manager } = world.place.keys
      const { id } = await add(manager)
      const member = await signInPerson(world, { subject: `viewer-${nth}`, groups: ['seers'] })
      await giveGrant(world, { group: 'seers' }, { role: 'viewer', scope: { kind: 'all' } })
      keyOf(world, manager).disabled = true
      const params = { id }
      expect(await admin.ok('checkConnection', { params })).toMatchObject({ state: 'refused' })

      const input = { params: world.zone('full') }
      const forAdmin = await admin.refused('listJobs', input)
      expect(forAdmin).toMatchObject({ status: 503, code: 'connection_unusable' })
      expect(forAdmin).toMatchObject({ connection: { id, name: 'Nordlicht' } })
      expect(forAdmin.detail).toContain('Nordlicht')
      const forMember = await member.refused('listJobs', input)
      expect(forMember).toMatchObject({ status: 503, code: 'connection_unusable' })
      expect(JSON.stringify(forMember)).not.toMatch(/Nordlicht|"connection"/)

      keyOf(world, manager).disabled = false
      expect(await admin.ok('checkConnection', { params })).toMatchObject({ state: 'ok' })
      await member.ok('listJobs', input)
    })

    it('whose key IAM refuses when it is used is marked, and heals by itself', async () => {
      const { manager } = world.place.keys
      const { id } = await add(manager)
      keyOf(world, manager).locked = true
      world.letTimePass(58 * 60_000)
      const input = { params: world.zone('full') }
      await expect.poll(async () => (await admin.call('listJobs', input)).status).toBe(503)
      expect((await admin.ok('getConnection', { params: { id } })).state).toBe('refused')
      keyOf(world, manager).locked = false
      world.letTimePass(11_000)
      await admin.ok('listJobs', input)
      expect((await admin.ok('getConnection', { params: { id } })).state).toBe('ok')
    })

    it('whose key is replaced while IAM refuses the old one is not marked for that', async () => {
      const { manager, writer } = world.place.keys
      const { id } = await add(manager)
      const params = { id }
      keyOf(world, manager).locked = true
      world.letTimePass(58 * 60_000)
      world.sent('iam')
      world.simulator.faults.add({
        match: { service: 'iam', path: '/identity/token', times: 1 },
        effect: { kind: 'slow', ms: 1_500 },
      })
      const refused = admin.call('listJobs', { params: world.zone('full') })
      await expect.poll(() => world.sent('iam', 'POST').length).toBeGreaterThan(0)
      await admin.ok('updateConnection', { params, body: { apiKey: writer } })
      await refused
      expect((await admin.ok('getConnection', { params })).state).toBe('ok')
    })

    it('of which several see an instance leave the choice to the administrator', async () => {
      const first = await add(world.place.keys.reader, 'First')
      const second = await add(world.place.keys.manager, 'Second')
      const instanceId = world.place.cisInstanceId
      expect(first.answersFor).toContain(instanceId)
      expect(second.answersFor).toEqual([])
      expect(second.instances.find(({ id }) => id === instanceId)?.alsoSeenBy).toEqual([first.id])
      const params = { id: second.id }
      const chosen = await admin.ok('updateConnection', {
        params,
        body: { answersFor: [instanceId] },
      })
      expect(chosen.answersFor).toEqual([instanceId])
      expect(
        (await admin.ok('getConnection', { params: { id: first.id } })).answersFor,
      ).not.toContain(instanceId)
      const unseen = { answersFor: ['11111111-2222-4333-8444-555555555555'] }
      expect(await admin.refused('updateConnection', { params, body: unseen })).toMatchObject({
        status: 422,
        errors: [{ path: 'answersFor.0' }],
      })
      await admin.ok('updateConnection', { params, body: { answersFor: [] } })
      expect((await admin.ok('getConnection', { params: { id: first.id } })).answersFor).toContain(
        instanceId,
      )
    })

    it('that is removed takes its key with it', async () => {
      const { id } = await add(world.place.keys.manager)
      const { instanceId, zoneId } = world.zone('full')
      await giveGrant(
        world,
        { group: 'shop' },
        { role: 'viewer', scope: { kind: 'zones', instanceId, zoneIds: [zoneId] } },
      )
      const params = { id }
      expect((await admin.ok('getConnection', { params })).needed.grants).toBe(1)
      await admin.ok('deleteConnection', { params })
      const db = await world.db()
      const keys = await db.selectFrom('credentials').select('sealed_key').execute()
      expect(keys.filter(({ sealed_key }) => sealed_key !== null)).toEqual([])
      expect(await admin.refused('getConnection', { params })).toMatchObject({ status: 404 })
      expect(await admin.refused('deleteConnection', { params })).toMatchObject({ status: 404 })
      expect(await admin.refused('listJobs', { params: world.zone('full') })).toMatchObject({
        status: 404,
      })
      expect((await entries(world))[0]).toMatchObject({ action: 'connection.delete' })
    })

    it('hands what goes on with its right over to the one that answers then, when it is removed', async () => {
      const gone = await add(world.place.keys.manager, 'Gone')
      const { addSettlement } = await import('@/lib/server/db/settlements')
      const { listConnections } = await import('@/lib/server/db/connections')
      const db = await world.db()
      const credentialOf = async (id: string) =>
        (await listConnections(db)).find((one) => one.id === id)?.credentialId ?? ''
      const from = await credentialOf(gone.id)
      await addSettlement(db, {
        attemptId: `attempt-${nth}`,
        accountId: gone.accountId,
        ...world.zone('full'),
        credentialId: from,
        dueAt: Date.now() + 3_600_000,
        givenUpAt: Date.now() + 7_200_000,
      })
      expect((await admin.ok('getConnection', { params: { id: gone.id } })).needed.writes).toBe(1)
      const older = await add(world.place.keys.reader, 'Older')
      const heir = await add(world.place.keys.writer, 'Heir')
      await admin.ok('updateConnection', {
        params: { id: heir.id },
        body: { answersFor: [world.place.cisInstanceId] },
      })
      await admin.ok('deleteConnection', { params: { id: gone.id } })
      expect((await admin.ok('getConnection', { params: { id: heir.id } })).needed.writes).toBe(1)
      expect((await admin.ok('getConnection', { params: { id: older.id } })).needed.writes).toBe(0)
      await db.deleteFrom('settlements').execute()
    })

    it('look for what became of writes that one before them left behind', async () => {
      const gone = await add(world.place.keys.manager, 'Gone')
      const { addSettlement } = await import('@/lib/server/db/settlements')
      const { listConnections } = await import('@/lib/server/db/connections')
      const db = await world.db()
      const [row] = await listConnections(db)
      await addSettlement(db, {
        attemptId: `left-${nth}`,
        accountId: gone.accountId,
        ...world.zone('full'),
        credentialId: row?.credentialId ?? '',
        dueAt: Date.now() + 3_600_000,
        givenUpAt: Date.now() + 7_200_000,
      })
      await admin.ok('deleteConnection', { params: { id: gone.id } })
      const next = await add(world.place.keys.writer, 'Next')
      expect(next.needed.writes).toBe(1)
      await db.deleteFrom('settlements').execute()
    })

    it('follow what they see by looking again in the background', async () => {
      const { id } = await add(world.place.keys.manager)
      const { lookDue } = await import('./background')
      const gone = world.simulator.state.instances.findIndex(
        ({ guid }) => guid === world.place.cisInstances.small?.id,
      )
      world.simulator.state.instances.splice(gone, 1)
      await lookDue()
      const ids = async () =>
        (await admin.ok('getConnection', { params: { id } })).instances.map((one) => one.id)
      expect(await ids()).toContain(world.place.cisInstances.small?.id)
      await lookDue(Date.now() + 11 * 60_000)
      world.letTimePass(11 * 60_000)
      await lookDue()
      expect(await ids()).not.toContain(world.place.cisInstances.small?.id)
    })
  },
  { env: administrators },
)

describeWorlds('connections without teams', (world) => {
  it('are those of one’s own account', async () => {
    const manager = await world.signIn()
    const { otherAccount, cosWriter } = world.place.destinationKeys
    const foreign = { name: 'x', apiKey: otherAccount }
    expect(await manager.refused('createConnection', { body: foreign })).toMatchObject({
      status: 422,
      errors: [{ path: 'apiKey' }],
    })
    const made = await manager.ok('createConnection', { body: { name: 'own', apiKey: cosWriter } })
    const { createConnection } = await import('./create')
    const ctx = await world.contextOf(manager, 'administer')
    const other = await createConnection({ ...ctx, administers: 'all' }, foreign)
    expect((await manager.ok('listConnections')).items.map(({ id }) => id)).toEqual([made.id])
    expect(await manager.refused('getConnection', { params: { id: other.id } })).toMatchObject({
      status: 404,
    })
  })
})

describe('IBMCLOUD_API_KEY', () => {
  describeWorlds('makes the first connection', (world) => {
    const connected = async () => {
      const { listConnections } = await import('@/lib/server/db/connections')
      return listConnections(await world.db())
    }
    const connectEnvironment = async () => {
      const { env } = await import('@/lib/server/env')
      Object.assign(env(), { IBMCLOUD_API_KEY: world.place.keys.manager })
      return (await import('./environment')).connectEnvironment
    }

    it('unless there is one of its account, and follows the variable', async () => {
      const connect = await connectEnvironment()
      await Promise.all([connect(), connect()])
      await connect()
      const [made, ...more] = await connected()
      expect(more).toEqual([])
      expect(made).toMatchObject({ id: 'environment', keyName: 'manager-key', state: 'ok' })
      expect((await entries(world))[0]).toMatchObject({ actor_id: 'system', via: 'system' })

      const { env } = await import('@/lib/server/env')
      const { keyOf } = await import('@/lib/server/sealed-tokens')
      Object.assign(env(), { IBMCLOUD_API_KEY: world.place.keys.writer })
      await connect()
      const [next] = await connected()
      expect(next).toMatchObject({ id: 'environment', keyName: 'writer-key' })
      expect(next && keyOf(next.credential)).toBe(world.place.keys.writer)

      Object.assign(env(), { IBMCLOUD_API_KEY: world.place.keys.unknown })
      await connect()
      expect(await connected()).toHaveLength(1)
    })
  })
})
