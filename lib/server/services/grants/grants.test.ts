import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CreateGrantInput } from '@/lib/schemas/grant'
import { adminEnv, connect, issuer, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const everything = { kind: 'all' } as const
const unknownId = '01890000-0000-7000-8000-000000000000'
const toGroup = (name: string, more: Partial<CreateGrantInput> = {}): CreateGrantInput => ({
  subject: { kind: 'group', name },
  role: 'viewer',
  scope: everything,
  ...more,
})
const toPerson = (email: string, more: Partial<CreateGrantInput> = {}): CreateGrantInput => ({
  ...toGroup('', more),
  subject: { kind: 'person', email },
})

async function empty(world: World) {
  const db = await world.db()
  const { raiseTeamVersion } = await import('@/lib/server/db/grants')
  await db.deleteFrom('grants').execute()
  await raiseTeamVersion(db)
}

async function records(world: World) {
  const db = await world.db()
  const rows = await db
    .selectFrom('audit_attempts')
    .select(['action', 'subject', 'before_json', 'after_json', 'actor_id'])
    .where('action', 'like', 'grant.%')
    .orderBy('seq')
    .execute()
  return rows.map(({ before_json, after_json, ...row }) => ({
    ...row,
    before: JSON.parse(before_json ?? 'null') as unknown,
    after: JSON.parse(after_json ?? 'null') as unknown,
  }))
}

describeWorlds(
  'grants, where the environment names an administrator',
  (world) => {
    let nth = 0
    let admin: Visitor
    const signIn = (told: { groups?: string[]; email?: string; isVerified?: boolean } = {}) =>
      signInPerson(world, { subject: `person-${++nth}`, ...told })
    beforeAll(async () => {
      await connect(world)
      admin = await world.signIn()
    })
    beforeEach(() => empty(world))

    it('are given, listed, changed and taken back, each on record', async () => {
      const before = (await records(world)).length
      const { instanceId, zoneId } = world.zone('full')
      const name = world.place.zones.full?.name ?? ''
      const made = await admin.ok('createGrant', {
        body: toGroup('net-ops', {
          scope: { kind: 'zones', instanceId: instanceId.toUpperCase(), zoneIds: [zoneId] },
          expiresAt: '2099-06-01T12:00:00+02:00',
        }),
      })
      expect(made).toMatchObject({
        subject: { kind: 'group', name: 'net-ops' },
        role: 'viewer',
        scope: { kind: 'zones', instanceId, zoneIds: [zoneId] },
        rails: null,
        expiresAt: '2099-06-01T10:00:00.000Z',
        expired: false,
        issuer,
        person: null,
        names: { zones: { [zoneId]: name } },
      })
      expect(await admin.ok('listGrants')).toEqual({
        items: [made],
        total: 1,
        environment: { emails: ['marta.lindqvist@nordlicht.example'], groups: [] },
      })
      for (const [q, emails] of [
        ['lindqvist environment', ['marta.lindqvist@nordlicht.example']],
        ['net-ops', []],
      ] as const) {
        const { environment } = await admin.ok('listGrants', { query: { q } })
        expect(environment).toEqual({ emails, groups: [] })
      }
      const params = { id: made.id }
      const changed = await admin.ok('updateGrant', {
        params,
        body: { role: 'editor', rails: { needsApproval: true }, expiresAt: null },
      })
      expect(changed).toMatchObject({
        role: 'editor',
        rails: { needsApproval: true },
        expiresAt: null,
        scope: made.scope,
      })
      expect(await admin.ok('updateGrant', { params, body: { role: 'editor' } })).toEqual(changed)
      await admin.ok('deleteGrant', { params })
      expect(await admin.ok('listGrants')).toMatchObject({ items: [], total: 0 })
      expect(await admin.refused('deleteGrant', { params })).toMatchObject({ status: 404 })
      expect((await records(world)).slice(before)).toMatchObject([
        {
          action: 'grant.create',
          subject: `viewer on ${name} to group net-ops`,
          before: null,
          after: { role: 'viewer', expiresAt: '2099-06-01T10:00:00.000Z' },
        },
        {
          action: 'grant.update',
          subject: `editor on ${name} to group net-ops`,
          before: { role: 'viewer', rails: null },
          after: { role: 'editor', rails: { needsApproval: true }, expiresAt: null },
        },
        { action: 'grant.delete', before: { role: 'editor' }, after: null },
      ])
    })

    it('count from the next request on', async () => {
      const visitor = await signIn({ groups: ['team-shop'] })
      const params = world.zone('full')
      await visitor.refused('getZone', { params })
      const { id } = await admin.ok('createGrant', { body: toGroup('team-shop') })
      await visitor.ok('getZone', { params })
      await admin.ok('updateGrant', {
        params: { id },
        body: { scope: { kind: 'pattern', pattern: 'nothing.of.this.name' } },
      })
      await visitor.refused('getZone', { params })
      await admin.ok('updateGrant', { params: { id }, body: { scope: everything } })
      await visitor.ok('getZone', { params })
      await admin.ok('deleteGrant', { params: { id } })
      await visitor.refused('getZone', { params })
    })

    it('by address are of whoever signed in with it, in any case of its letters', async () => {
      const visitor = await signIn({ email: 'mara.lind@example.com' })
      const made = await admin.ok('createGrant', { body: toPerson('Mara.Lind@Example.com') })
      expect(made).toMatchObject({
        subject: { email: 'mara.lind@example.com' },
        person: { id: visitor.id, email: 'mara.lind@example.com' },
      })
      await visitor.ok('getZone', { params: world.zone('full') })
      const namesake = await signIn({ email: 'mara.lind@example.com' })
      await namesake.refused('getZone', { params: world.zone('full') })
    })

    it('by address wait for the first sign-in, and for the next one once released', async () => {
      const { bindGrants, raiseTeamVersion } = await import('@/lib/server/db/grants')
      const unverified = await signIn({ email: 'late@example.com', isVerified: false })
      const { id, person } = await admin.ok('createGrant', { body: toPerson('late@example.com') })
      expect(person).toBeNull()
      await unverified.refused('getZone', { params: world.zone('full') })
      const late = await signIn({ email: 'late@example.com' })
      const bind = async (visitor: { id: string }) => {
        const db = await world.db()
        await bindGrants(db, { id: visitor.id, issuer, email: 'late@example.com' })
        await raiseTeamVersion(db)
      }
      await bind(late)
      await late.ok('getZone', { params: world.zone('full') })
      const released = await admin.ok('updateGrant', { params: { id }, body: { release: true } })
      expect(released.person).toBeNull()
      await late.refused('getZone', { params: world.zone('full') })
      const next = await signIn({ email: 'late@example.com' })
      await bind(next)
      await next.ok('getZone', { params: world.zone('full') })
    })

    it.each<[string, Record<string, unknown>, string]>([
      [
        'a role on some zones',
        { role: 'administrator', scope: { kind: 'pattern', pattern: '*' } },
        'scope',
      ],
      [
        'an administrator with rails',
        { role: 'administrator', rails: { needsApproval: true } },
        'rails',
      ],
      ['an end in the past', { expiresAt: '2001-01-01T00:00:00Z' }, 'expiresAt'],
      ['an end that is no time', { expiresAt: 'tomorrow' }, 'expiresAt'],
      ['no instance', { scope: { kind: 'instance', instanceId: 'emea' } }, 'scope.instanceId'],
      [
        'no zone',
        { scope: { kind: 'zones', instanceId: unknownId, zoneIds: ['shop.example'] } },
        'scope.zoneIds.0',
      ],
      ['another role', { role: 'owner' }, 'role'],
      ['no address', { subject: { kind: 'person', email: 'ines' } }, 'subject.email'],
      ['more than there is', { personId: 'oidc-1' }, 'personId'],
      [
        'a rail of another kind',
        { rails: { destinations: [{ kind: 'ftp' }] } },
        'rails.destinations.0.kind',
      ],
    ])('refuse %s', async (_, more, path) => {
      const problem = await admin.refused('createGrant', { body: { ...toGroup('a'), ...more } })
      expect(problem).toMatchObject({ status: 422, errors: [{ path }] })
      expect((await admin.ok('listGrants')).total).toBe(0)
    })

    it('take an administrator with rails that say nothing', async () => {
      const { rails } = await admin.ok('createGrant', {
        body: toGroup('a', { role: 'administrator', rails: { needsApproval: false } }),
      })
      expect(rails).toBeNull()
    })

    it('judge a change together with what stays', async () => {
      const { id } = await admin.ok('createGrant', {
        body: toGroup('a', { scope: { kind: 'pattern', pattern: '*.example' } }),
      })
      const refused = await admin.refused('updateGrant', {
        params: { id },
        body: { role: 'administrator' },
      })
      expect(refused).toMatchObject({ status: 422, errors: [{ path: 'scope' }] })
      await admin.ok('updateGrant', {
        params: { id },
        body: { role: 'administrator', scope: everything },
      })
    })

    it('that have expired are shown as such, and may be changed', async () => {
      const { id } = await admin.ok('createGrant', {
        body: toGroup('a', { expiresAt: new Date(Date.now() + 60_000).toISOString() }),
      })
      world.letTimePass(61_000)
      const [expired] = (await admin.ok('listGrants')).items
      expect(expired).toMatchObject({ expired: true })
      const { expiresAt = null } = expired ?? {}
      const kept = await admin.ok('updateGrant', {
        params: { id },
        body: { role: 'editor', expiresAt },
      })
      expect(kept).toMatchObject({ role: 'editor', expired: true })
      const lasting = await admin.ok('updateGrant', { params: { id }, body: { expiresAt: null } })
      expect(lasting.expired).toBe(false)
    })

    it('are for administrators', async () => {
      const visitor = await signIn({ groups: ['editors'] })
      const { id } = await admin.ok('createGrant', { body: toGroup('editors', { role: 'editor' }) })
      const body = toGroup('editors', { role: 'administrator' })
      const params = { id }
      const refusals = await Promise.all([
        visitor.refused('listGrants'),
        visitor.refused('createGrant', { body }),
        visitor.refused('updateGrant', { params, body: { role: 'administrator' } }),
        visitor.refused('deleteGrant', { params }),
        visitor.refused('updateGrant', { params: { id: unknownId }, body: {} }),
        visitor.refused('listReachableZones'),
      ])
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ status: 403, code: 'not_allowed', reason: 'administrator' })
      }
    })

    it('by an id that is none are 400, of an unknown one 404', async () => {
      const body = { role: 'viewer' }
      expect(await admin.refused('updateGrant', { params: { id: 'x' }, body })).toMatchObject({
        status: 400,
      })
      expect(await admin.refused('updateGrant', { params: { id: unknownId }, body })).toMatchObject(
        { status: 404, code: 'not_found' },
      )
    })

    it('are found by person, group and zone', async () => {
      const { instanceId, zoneId } = world.zone('full')
      const name = world.place.zones.full?.name ?? ''
      await signIn({ email: 'yuki.tanaka@example.com' })
      await admin.ok('createGrant', { body: toPerson('yuki.tanaka@example.com') })
      await admin.ok('createGrant', { body: toGroup('Équipe Paris', { role: 'editor' }) })
      await admin.ok('createGrant', {
        body: toGroup('auditors', { scope: { kind: 'zones', instanceId, zoneIds: [zoneId] } }),
      })
      const found = async (q: string, limit?: string) => {
        const { items, total } = await admin.ok('listGrants', {
          query: { q, ...(limit && { limit }) },
        })
        return [total, ...items.map(({ subject }) => Object.values(subject)[1])]
      }
      expect(await found('YUKI')).toEqual([1, 'yuki.tanaka@example.com'])
      expect(await found('equipe')).toEqual([1, 'Équipe Paris'])
      expect(await found(name)).toEqual([1, 'auditors'])
      expect(await found('nobody')).toEqual([0])
      expect(await found('', '1')).toEqual([3, 'auditors'])
    })

    it('name no zones while IBM is away', async () => {
      const { instanceId, zoneId } = world.zone('full')
      world.letTimePass(61_000)
      world.simulator.faults.add({
        match: { service: 'cis' },
        effect: { kind: 'html', status: 503 },
      })
      const made = await admin.ok('createGrant', {
        body: toGroup('a', { scope: { kind: 'zones', instanceId, zoneIds: [zoneId] } }),
      })
      expect(made.names.zones).toEqual({})
      world.reset()
    })

    it('may reach the zones that connections see', async () => {
      world.letTimePass(61_000)
      const { items } = await admin.ok('listReachableZones')
      const { instanceId, zoneId } = world.zone('full')
      expect(items).toContainEqual({
        instanceId,
        zoneId,
        name: world.place.zones.full?.name,
        instanceName: expect.any(String),
      })
      expect(new Set(items.map((one) => one.instanceId)).size).toBeGreaterThan(1)
    })

    it('may go all, since the environment names an administrator', async () => {
      const { id } = await admin.ok('createGrant', {
        body: toGroup('a', { role: 'administrator' }),
      })
      await admin.ok('deleteGrant', { params: { id } })
    })
  },
  { env: { ...adminEnv } },
)

describeWorlds(
  'the last administrator',
  (world) => {
    const become = async (...names: string[]) => {
      const { insertGrant, raiseTeamVersion } = await import('@/lib/server/db/grants')
      const db = await world.db()
      const admins = await Promise.all(
        names.map((name) => signInPerson(world, { subject: name, email: `${name}@example.com` })),
      )
      for (const { id } of admins) {
        await insertGrant(db, {
          id: id.replace(/^oidc-(.{8})(.{4})(.{3})(.{3})(.{12}).*/, '$1-$2-7$3-8$4-$5'),
          subject: { kind: 'person', email: 'a@example.com' },
          issuer,
          personId: id,
          role: 'administrator',
          scope: everything,
          rails: null,
          expiresAtMs: null,
          createdAt: 1,
          createdBy: 'a test',
        })
      }
      await raiseTeamVersion(db)
      const { items } = await (admins[0] ?? world.visitor()).ok('listGrants')
      return admins.map((admin) => ({
        admin,
        params: { id: items.find(({ person }) => person?.id === admin.id)?.id ?? '' },
      }))
    }
    beforeEach(() => empty(world))

    describe('alone', () => {
      it.each<[string, object | null]>([
        ['removed', null],
        ['lowered', { role: 'viewer' }],
        ['given an end', { expiresAt: '2099-01-01T00:00:00Z' }],
      ])('is not %s', async (_, body) => {
        const [only] = await become('only')
        if (!only) throw new Error('nobody administers')
        const { admin, params } = only
        await admin.ok('createGrant', { body: toGroup('editors', { role: 'editor' }) })
        await admin.ok('createGrant', {
          body: toGroup('for-now', { role: 'administrator', expiresAt: '2098-01-01T00:00:00Z' }),
        })
        const refusal = body
          ? await admin.refused('updateGrant', { params, body })
          : await admin.refused('deleteGrant', { params })
        expect(refusal).toMatchObject({ status: 409, code: 'last_administrator' })
        const other = await signInPerson(world, { subject: 'other', groups: ['admins'] })
        const given = await admin.ok('createGrant', {
          body: toGroup('admins', { role: 'administrator' }),
        })
        if (body) await admin.ok('updateGrant', { params, body })
        else await admin.ok('deleteGrant', { params })
        expect(await other.refused('deleteGrant', { params: { id: given.id } })).toMatchObject({
          code: 'last_administrator',
        })
      })

      it.each<[string, CreateGrantInput]>([
        ['an address that nobody has signed in with', toPerson('mistyped@example.com')],
        ['a group that nobody is in', toGroup('mistyped')],
        // Both engines look for the group within a text.
        ['a group whose name is part of another one', toGroup('net')],
        ['a group of the same name in other letters', toGroup('Net-Ops')],
        ['a group with a sign that stands for any', toGroup('net_ops')],
      ])('is still the last one beside %s', async (_, given) => {
        const [only] = await become('only')
        if (!only) throw new Error('nobody administers')
        const { admin, params } = only
        await signInPerson(world, { subject: 'member', groups: ['net-ops'] })
        const made = await admin.ok('createGrant', { body: { ...given, role: 'administrator' } })
        for (const body of [{ role: 'viewer' }, { expiresAt: '2099-01-01T00:00:00Z' }]) {
          expect(await admin.refused('updateGrant', { params, body })).toMatchObject({
            status: 409,
            code: 'last_administrator',
          })
        }
        const refused = await admin.refused('deleteGrant', { params })
        expect(refused).toMatchObject({ status: 409, code: 'last_administrator' })
        await admin.ok('listGrants')
        // What never made anybody an administrator may go.
        await admin.ok('deleteGrant', { params: { id: made.id } })
      })

      it('is not released from its person', async () => {
        const [only] = await become('only')
        if (!only) throw new Error('nobody administers')
        const { admin, params } = only
        const body = { release: true } as const
        const refused = await admin.refused('updateGrant', { params, body })
        expect(refused).toMatchObject({ status: 409, code: 'last_administrator' })
        await admin.ok('listGrants')
      })

      it('is not any more once somebody signs in with the other address', async () => {
        const { bindGrants, raiseTeamVersion } = await import('@/lib/server/db/grants')
        const [only] = await become('only')
        if (!only) throw new Error('nobody administers')
        const { admin, params } = only
        const email = 'second@example.com'
        await admin.ok('createGrant', { body: toPerson(email, { role: 'administrator' }) })
        await admin.refused('deleteGrant', { params })
        const second = await signInPerson(world, { subject: 'second', email })
        const db = await world.db()
        await bindGrants(db, { id: second.id, issuer, email })
        await raiseTeamVersion(db)
        await admin.ok('deleteGrant', { params })
        await second.ok('listGrants')
      })
    })

    it('is left when two take each other’s grant at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        await empty(world)
        const [one, other] = await become(`one-${round}`, `other-${round}`)
        if (!one || !other) throw new Error('nobody administers')
        const answers = await Promise.all([
          one.admin.call('deleteGrant', { params: other.params }),
          other.admin.call('deleteGrant', { params: one.params }),
        ])
        const statuses = answers.map(({ status }) => status).sort()
        // The second is refused by the rule, or comes when it is no administrator any more.
        expect([204, 403, 409]).toContain(statuses[1])
        expect(statuses[0]).toBe(204)
        expect(statuses[1]).not.toBe(204)
        const db = await world.db()
        expect(await db.selectFrom('grants').selectAll().execute()).toHaveLength(1)
      }
    })
  },
  { env: { ...teamEnv } },
)

describeWorlds('grants without an identity provider', (world) => {
  it('have nobody to be given to', async () => {
    const manager = await world.signIn()
    expect(await manager.ok('listGrants')).toMatchObject({ items: [], total: 0 })
    const refused = await manager.refused('createGrant', { body: toGroup('a') })
    expect(refused).toMatchObject({ status: 409, reason: 'no_identity_provider' })
  })
})
