import { beforeEach, expect, it } from 'vitest'
import type { Rails, Role, Scope } from '@/lib/schemas/grant'
import type { CreatedToken } from '@/lib/schemas/token'
import { cosByKey, jobInput } from '@/lib/testing/inputs'
import { connect, giveGrant, signInPerson, teamEnv } from '@/lib/testing/team'
import type { Input, Visitor } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

const dayMs = 24 * 60 * 60 * 1000
const unknownZone = 'f'.repeat(32)
const madeUp = `lpd_${'A'.repeat(43)}`

const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()

/** A program with a token: no cookie, and no page that it comes from. */
function program(world: World, secret: string) {
  const visitor = world.visitor()
  const by: Record<string, string | null> = {
    authorization: `Bearer ${secret}`,
    origin: null,
  }
  const input = (given: Input = {}) => ({ ...given, headers: { ...by, ...given.headers } })
  return {
    visitor,
    call: (name: Parameters<Visitor['call']>[0], given?: Input) => visitor.call(name, input(given)),
    ok: <Name extends Parameters<Visitor['call']>[0]>(name: Name, given?: Input) =>
      visitor.ok(name, input(given)),
    refused: (name: Parameters<Visitor['call']>[0], given?: Input) =>
      visitor.refused(name, input(given)),
  }
}

describeWorlds(
  'tokens',
  (world) => {
    let nth = 0
    const here = () => world.zone('full')
    const there = () => world.zone('playground')
    const zones = (...places: { instanceId: string; zoneId: string }[]): Scope => ({
      kind: 'zones',
      instanceId: places[0]?.instanceId ?? '',
      zoneIds: places.map(({ zoneId }) => zoneId),
    })

    async function person(role: Role | null = null, scope: Scope = zones(here()), rails?: Rails) {
      const visitor = await signInPerson(world, { subject: `person-${++nth}` })
      const grantId =
        role &&
        (await giveGrant(world, { personId: visitor.id }, { role, scope, rails: rails ?? null }))
      return { visitor, id: visitor.id, grantId: grantId ?? '' }
    }

    const body = (over: object = {}) => ({
      name: 'deploy',
      role: 'viewer',
      scope: zones(here()),
      expiresAt: inDays(30),
      ...over,
    })

    const make = (visitor: Visitor, over: object = {}): Promise<CreatedToken> =>
      visitor.ok('createToken', { body: body(over) })

    const newestEntry = async () =>
      (await world.db())
        .selectFrom('audit_attempts')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()

    beforeEach(async () => {
      world.reset()
      const { listConnections } = await import('@/lib/server/db/connections')
      if ((await listConnections(await world.db())).length === 0) await connect(world)
    })

    it('are told once, and kept as a hash', async () => {
      const { visitor, id } = await person('viewer')
      const { secret, ...token } = await make(visitor)
      expect(secret).toMatch(/^lpd_[A-Za-z0-9_-]{43}$/)
      expect(token).toMatchObject({ name: 'deploy', role: 'viewer', createdBy: { id } })
      expect((await visitor.ok('listTokens')).items).toEqual([token])
      const rows = await (await world.db()).selectFrom('tokens').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain(secret.slice(4))
      expect(world.heard.filter((text) => text.includes(secret))).toHaveLength(1)
      const { action, subject, actor_id, after_json } = await newestEntry()
      expect([action, subject, actor_id]).toEqual(['token.create', 'deploy', id])
      expect(after_json).toContain('"role":"viewer"')
    })

    it('let a program in, without a cookie and from no page', async () => {
      const { visitor } = await person('editor', zones(here(), there()))
      const made = await make(visitor, { role: 'editor' })
      const it = program(world, made.secret)
      const params = here()
      const { items } = await it.ok('listJobs', { params })
      const job = { ...params, jobId: items[0]?.id ?? '' }
      const requestId = crypto.randomUUID()
      await it.ok('updateJob', {
        params: job,
        body: { enabled: !items[0]?.enabled },
        headers: { 'x-request-id': requestId },
      })
      const own = await it.ok('getActivityOfRequest', { params: { requestId } })
      expect(own).toMatchObject({ actor: { id: made.id, name: 'deploy' }, via: 'token' })
      // Its person sees the other zone as well; it does not.
      await visitor.ok('getZone', { params: there() })
      expect(await it.refused('getZone', { params: there() })).toMatchObject({ status: 404 })
      const instance = { instanceId: params.instanceId }
      const seen = await it.ok('listZones', { params: instance })
      expect(seen.items.map((zone) => zone.id)).toEqual([params.zoneId])
      expect(await it.ok('getSession')).toMatchObject({ kind: 'token', admin: false })
    })

    it('count instead of the cookie that goes along', async () => {
      const { visitor } = await person('editor')
      const { secret } = await make(visitor)
      const params = here()
      const headers = { authorization: `Bearer ${secret}` }
      await visitor.ok('updateRetention', { params, body: { enabled: true } })
      const answer = await visitor.refused('updateRetention', {
        params,
        body: { enabled: true },
        headers,
      })
      expect(answer).toMatchObject({ status: 403, code: 'not_allowed', reason: 'editor' })
      const wrong = { authorization: `Bearer ${madeUp}` }
      expect(await visitor.refused('getSession', { headers: wrong })).toMatchObject({ status: 401 })
      const proxys = { authorization: 'Basic dXNlcjpGQUtF' }
      await visitor.ok('getSession', { headers: proxys })
      const foreign = { ...proxys, origin: 'https://evil.example' }
      expect(
        await visitor.refused('updateRetention', {
          params,
          body: { enabled: true },
          headers: foreign,
        }),
      ).toMatchObject({ status: 403, code: 'csrf' })
    })

    it('are refused in one way, whatever is wrong with them', async () => {
      const { visitor } = await person('viewer')
      const revoked = await make(visitor)
      await visitor.ok('deleteToken', { params: { id: revoked.id } })
      const { secret } = await make(visitor)
      const texts = [
        `Bearer ${madeUp}`,
        `Bearer ${revoked.secret}`,
        `Bearer ${secret}x`,
        `Bearer ${secret.slice(0, -1)}`,
        `Bearer ${secret.slice(4)}`,
        `Bearer ${secret.toUpperCase()}`,
        `Basic ${secret}`,
        secret,
        'Bearer',
        `Bearer ${secret} ${secret}`,
        `Bearer ${'x'.repeat(4_000)}`,
        'bearer eyJhbGciOiJub25lIn0.e30.',
      ]
      const said = new Set<string>()
      for (const authorization of texts) {
        const answer = await world.visitor().refused('getSession', { headers: { authorization } })
        expect([authorization, answer.status]).toEqual([authorization, 401])
        said.add(`${answer.code} ${answer.detail}`)
      }
      expect([...said]).toHaveLength(1)
      await program(world, secret).ok('getSession')
      await world.visitor().ok('getSession', { headers: { authorization: `bearer  ${secret}` } })
    })

    const kinds = ['all', 'instance', 'zones', 'pattern'] as const
    it.each(
      kinds.flatMap((own) =>
        kinds.flatMap((given) => (given === 'all' ? [] : [[own, given] as const])),
      ),
    )(
      'of somebody who has %s, for %s, show where both hold and nothing else',
      async (own, given) => {
        const manager = await world.signIn()
        const away = world.zoneOf('standard')
        const { name } = await manager.ok('getZone', { params: here() })
        for (const params of [here(), there(), away]) {
          await manager.call('updateRetention', { params, body: { enabled: true } })
          await manager.call('updateRetention', { params, body: { enabled: false } })
        }
        const { instanceId } = here()
        const scopes: Record<(typeof kinds)[number], Scope> = {
          all: { kind: 'all' },
          instance: { kind: 'instance', instanceId },
          zones: zones(here()),
          pattern: { kind: 'pattern', pattern: name },
        }
        const { visitor, id } = await person('administrator', scopes.all)
        const { secret } = await make(visitor, { scope: scopes[given] })
        // What the person has from now on is another thing.
        const db = await world.db()
        const { raiseTeamVersion } = await import('@/lib/server/db/grants')
        await db.deleteFrom('grants').where('person_id', '=', id).execute()
        await raiseTeamVersion(db)
        await giveGrant(world, { personId: id }, { role: 'viewer', scope: scopes[own] })

        const it = program(world, secret)
        const isWhole = own !== 'zones' && own !== 'pattern' && given === 'instance'
        await it.ok('getZone', { params: here() })
        expect((await it.call('getZone', { params: there() })).status).toBe(isWhole ? 200 : 404)
        expect((await it.refused('getZone', { params: away })).status).toBe(404)
        expect((await it.ok('listInstances')).items.map((one) => one.id)).toEqual([instanceId])
        const seen = (await it.ok('listZones', { params: { instanceId } })).items.map(
          (one) => one.id,
        )
        if (isWhole) expect(seen.length).toBeGreaterThan(1)
        else expect(seen).toEqual([here().zoneId])
        const { items } = await it.ok('listActivity', { query: { limit: '200' } })
        const places = new Set(items.map(({ zoneId }) => zoneId))
        expect(places.has(here().zoneId)).toBe(true)
        expect(places.has(there().zoneId)).toBe(isWhole)
        expect(places.has(away.zoneId)).toBe(false)
      },
    )

    it('are taken from no address', async () => {
      const { visitor } = await person('viewer')
      const { secret } = await make(visitor)
      for (const name of ['token', 'access_token', 'authorization']) {
        const answer = await world.visitor().refused('listInstances', { query: { [name]: secret } })
        expect(answer.status).toBe(401)
        expect((await visitor.refused('listInstances', { query: { [name]: secret } })).status).toBe(
          400,
        )
      }
    })

    it('end with their time, and are revoked by whose they are or by administrators', async () => {
      const { visitor } = await person('viewer')
      const other = await person('editor', { kind: 'all' })
      const admin = await person('administrator', { kind: 'all' })
      const one = await make(visitor)
      const params = { id: one.id }
      const foreign = await other.visitor.refused('deleteToken', { params })
      const unknown = await other.visitor.refused('deleteToken', {
        params: { id: crypto.randomUUID() },
      })
      expect([foreign.status, foreign.detail]).toEqual([404, unknown.detail])
      expect((await other.visitor.ok('listTokens')).items).toEqual([])
      const all = (await admin.visitor.ok('listTokens')).items
      expect(all.find(({ id }) => id === one.id)?.createdBy.id).toBe(visitor.id)
      await admin.visitor.ok('deleteToken', { params })
      expect((await program(world, one.secret).refused('getSession')).status).toBe(401)
      const { action, subject, actor_id } = await newestEntry()
      expect([action, subject, actor_id]).toEqual(['token.delete', 'deploy', admin.id])
    })

    it.each(['viewer', 'administrator'] as const)(
      'of a %s do nothing that only people do',
      async (role) => {
        const scope: Scope = role === 'administrator' ? { kind: 'all' } : zones(here())
        const { visitor } = await person(role, scope)
        const { secret, id } = await make(visitor)
        const it = program(world, secret)
        const refusals = [
          await it.refused('createToken', { body: body() }),
          await it.refused('listTokens'),
          await it.refused('deleteToken', { params: { id } }),
        ]
        for (const one of refusals) {
          expect(one).toMatchObject({ status: 403, code: 'not_allowed', reason: 'person' })
        }
      },
    )

    it('of an administrator are editors, and bound by no rails', async () => {
      const { visitor } = await person('administrator', { kind: 'all' })
      await giveGrant(
        world,
        { personId: visitor.id },
        { role: 'editor', scope: { kind: 'all' }, rails: { needsApproval: true } },
      )
      const { secret } = await make(visitor, { role: 'editor', scope: { kind: 'all' } })
      const made = await program(world, secret).call('createJob', {
        params: there(),
        body: jobInput(world, { destination: cosByKey(world, { path: `tests/${++nth}` }) }),
      })
      expect(made.status).toBe(201)
      expect(
        await visitor.refused('createToken', { body: body({ role: 'administrator' }) }),
      ).toMatchObject({
        status: 422,
        errors: [{ path: 'role' }],
      })
    })

    it('wait for approval where their person does', async () => {
      const { visitor, id } = await person('editor', zones(here()), { needsApproval: true })
      const { secret } = await make(visitor, { role: 'editor' })
      const it = program(world, secret)
      const { items } = await it.ok('listJobs', { params: here() })
      const answer = await it.call('updateJob', {
        params: { ...here(), jobId: items[0]?.id ?? '' },
        body: { enabled: !items[0]?.enabled },
      })
      expect(answer).toMatchObject({ status: 202, body: { asker: { id, name: `person-${nth}` } } })
    })

    it('see of what waits no more than where they reach', async () => {
      const both = zones(here(), there())
      const { visitor } = await person('editor', both, { needsApproval: true })
      const asked = await visitor.call('updateRetention', {
        params: here(),
        body: { enabled: false },
      })
      expect(asked.status).toBe(202)
      const id = String(Object(asked.body).id)
      const params = { id }
      const { secret } = await make(visitor, { role: 'editor', scope: zones(there()) })
      const away = program(world, secret)
      expect((await away.ok('listChangeRequests')).items).toEqual([])
      for (const name of [
        'getChangeRequest',
        'seeChangeRequest',
        'withdrawChangeRequest',
      ] as const) {
        expect((await away.refused(name, { params })).status).toBe(404)
      }
      const reader = program(world, (await make(visitor)).secret)
      expect((await reader.ok('listChangeRequests')).items).toHaveLength(1)
      expect(await reader.refused('withdrawChangeRequest', { params })).toMatchObject({
        status: 403,
        reason: 'editor',
      })
      const writer = program(world, (await make(visitor, { role: 'editor' })).secret)
      await writer.ok('withdrawChangeRequest', { params })
    })

    it('end with the grant, and follow the groups of the newest sign-in', async () => {
      const visitor = await signInPerson(world, { subject: `person-${++nth}`, groups: ['shop'] })
      await giveGrant(world, { group: 'shop' }, { role: 'viewer', scope: zones(here()) })
      const { secret } = await make(visitor)
      const it = program(world, secret)
      await it.ok('getZone', { params: here() })
      await signInPerson(world, { subject: `person-${nth}`, groups: [] })
      expect((await it.refused('getZone', { params: here() })).status).toBe(404)
      expect((await it.ok('listInstances')).items).toEqual([])
      await signInPerson(world, { subject: `person-${nth}`, groups: ['shop'] })
      await it.ok('getZone', { params: here() })
    })

    it('die with a grant of one’s own', async () => {
      const { visitor, grantId } = await person('viewer')
      const { secret } = await make(visitor)
      const it = program(world, secret)
      await it.ok('getZone', { params: here() })
      const { raiseTeamVersion, removeGrant } = await import('@/lib/server/db/grants')
      const db = await world.db()
      await removeGrant(db, grantId)
      await raiseTeamVersion(db)
      expect((await it.refused('getZone', { params: here() })).status).toBe(404)
    })

    it.each<[string, object, string]>([
      ['a role', { role: 'editor' }, 'role'],
      ['everything', { scope: { kind: 'all' } }, 'scope'],
      ['names', { scope: { kind: 'pattern', pattern: '*' } }, 'scope.pattern'],
      ['an end that is past', { expiresAt: inDays(-1) }, 'expiresAt'],
      ['an end that is far', { expiresAt: inDays(367) }, 'expiresAt'],
      ['no date', { expiresAt: 'tomorrow' }, 'expiresAt'],
      ['no name', { name: '  ' }, 'name'],
      ['another id', { id: crypto.randomUUID() }, 'id'],
      ['another owner', { personId: 'oidc-0' }, 'personId'],
      ['a secret', { secret: madeUp }, 'secret'],
    ])('are not made with %s that is too much', async (_, over, path) => {
      const { visitor } = await person('viewer')
      const problem = await visitor.refused('createToken', { body: body(over) })
      expect(problem).toMatchObject({ status: 422, errors: [{ path }] })
      expect((await visitor.ok('listTokens')).items).toEqual([])
    })

    it('are made for no zone beyond one’s own, whether or not it is there', async () => {
      const { visitor } = await person('viewer')
      const said = new Set<string>()
      for (const zoneId of [there().zoneId, unknownZone]) {
        const scope = zones(here(), { ...here(), zoneId })
        const problem = await visitor.refused('createToken', { body: body({ scope }) })
        expect(problem).toMatchObject({ status: 422, errors: [{ path: 'scope.zoneIds.1' }] })
        said.add(problem.detail)
      }
      const instance = { kind: 'instance', instanceId: here().instanceId }
      expect(
        await visitor.refused('createToken', { body: body({ scope: instance }) }),
      ).toMatchObject({
        errors: [{ path: 'scope.instanceId' }],
      })
      expect([...said]).toHaveLength(1)
    })

    it('are made for zones that one sees by their names', async () => {
      const admin = await person('administrator', { kind: 'all' })
      const { name } = await admin.visitor.ok('getZone', { params: here() })
      const { visitor } = await person('viewer', { kind: 'pattern', pattern: name })
      const { secret } = await make(visitor)
      await program(world, secret).ok('getZone', { params: here() })
      const scope = zones(here(), there())
      expect(await visitor.refused('createToken', { body: body({ scope }) })).toMatchObject({
        errors: [{ path: 'scope.zoneIds.1' }],
      })
      const wider = { kind: 'pattern', pattern: `*${name}` }
      expect(await visitor.refused('createToken', { body: body({ scope: wider }) })).toMatchObject({
        errors: [{ path: 'scope.pattern' }],
      })
      await make(visitor, { scope: { kind: 'pattern', pattern: name.toUpperCase() } })
    })

    it('are made by nobody whose rights are IBM’s', async () => {
      const manager = await world.signIn()
      expect(await manager.refused('createToken', { body: body() })).toMatchObject({
        status: 403,
        code: 'not_allowed',
        reason: 'ibm',
      })
      expect((await manager.ok('listTokens')).items).toEqual([])
    })

    it('note their last use, at most once a minute', async () => {
      const { visitor } = await person('viewer')
      const { secret } = await make(visitor)
      const it = program(world, secret)
      const used = async () => (await visitor.ok('listTokens')).items[0]?.lastUsedAt ?? null
      expect(await used()).toBeNull()
      await it.ok('getSession')
      const first = await used()
      expect(first).not.toBeNull()
      world.letTimePass(30_000)
      await it.ok('getSession')
      expect(await used()).toBe(first)
      world.letTimePass(31_000)
      await it.ok('getSession')
      expect(await used()).not.toBe(first)
    })

    it('can’t be guessed at leisure; whose counts is not held up', async () => {
      const { visitor } = await person('viewer')
      const { secret } = await make(visitor)
      const guesser = world.visitor()
      const guess = () =>
        guesser.refused('getSession', { headers: { authorization: `Bearer ${madeUp}` } })
      for (let at = 0; at < 10; at++) expect((await guess()).status).toBe(401)
      const answer = await guess()
      expect(answer).toMatchObject({ status: 429, code: 'rate_limited' })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      await guesser.ok('getSession', { headers: { authorization: `Bearer ${secret}` } })
      world.letTimePass(10 * 60_000)
      expect((await guess()).status).toBe(401)
    })

    it('end with their time', async () => {
      const { visitor } = await person('viewer')
      const { secret } = await make(visitor, {
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      })
      const it = program(world, secret)
      await it.ok('getSession')
      world.letTimePass(60_000)
      expect((await it.refused('getSession')).status).toBe(401)
      const { removeExpiredTokens } = await import('@/lib/server/db/tokens')
      expect(await removeExpiredTokens(await world.db(), Date.now())).toBe(1)
    })
  },
  { env: teamEnv },
)
