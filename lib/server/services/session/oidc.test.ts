import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/lib/server/db/client'
import {
  begin,
  comeBack,
  goThrough,
  IdentityProvider,
  signInAt,
} from '@/lib/testing/identity-provider'
import { describeWorlds, type World } from '@/lib/testing/world'

const provider = await IdentityProvider.start()
afterAll(() => provider.goDown())
afterEach(() => {
  provider.tamper = null
})

async function person(world: World, subject: string) {
  const db = await world.db()
  return db
    .selectFrom('people')
    .selectAll()
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow()
}

/** Whether somebody waits for what a transaction holds. */
async function keepsWaiting(transaction: Db): Promise<boolean> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))
  `.execute(transaction)
  return rows.length > 0
}

/** What the audit says of sign-ins, the oldest first. */
async function records(world: World) {
  const db = await world.db()
  return db
    .selectFrom('audit_attempts')
    .innerJoin('audit_outcomes', 'audit_outcomes.attempt_id', 'audit_attempts.id')
    .select(['action', 'actor_id', 'actor_name', 'actor_address', 'account_id', 'instance_id'])
    .select(['subject', 'via', 'outcome', 'code', 'detail'])
    .where('action', 'in', ['session.create', 'session.delete'])
    .orderBy('audit_attempts.seq')
    .execute()
}

describeWorlds(
  'sign-in with the identity provider',
  (world) => {
    beforeEach(() => {
      world.letTimePass(11 * 60_000)
      provider.knows('ines', { groups: ['net-ops', 'net-ops', 'other'] })
    })

    it('leads to the page that was asked for, with a session of that person', async () => {
      const visitor = world.visitor()
      expect(await signInAt(visitor, 'ines', '/activity?actor=x')).toBe('/activity?actor=x')
      const session = await visitor.ok('getSession')
      const { user } = session
      expect(user).toEqual({ id: user.id, name: 'ines', email: 'ines@nordlicht.example' })
      expect(session).toMatchObject({ kind: 'oidc', account: null })
      expect(visitor.flows.size).toBe(0)
      expect(await person(world, 'ines')).toMatchObject({
        id: user.id,
        issuer: provider.issuer,
        email_verified: 1,
        groups_json: '["net-ops","other"]',
      })
      expect((await records(world)).at(-1)).toEqual({
        action: 'session.create',
        actor_id: user.id,
        actor_name: 'ines',
        actor_address: visitor.address,
        account_id: '',
        instance_id: '',
        subject: 'company account',
        via: 'session',
        outcome: 'succeeded',
        code: null,
        detail: null,
      })
    })

    it('gives what was granted by address while the sign-in was under way', async () => {
      const visitor = world.visitor()
      const db = await world.db()
      const { insertGrant, raiseTeamVersion } = await import('@/lib/server/db/grants')
      const { inTransaction } = await import('@/lib/server/db/audit-chain')
      provider.knows('new', {})
      const isPostgres = process.env.DATABASE_URL !== undefined
      const signing = await inTransaction(db, async (transaction) => {
        await raiseTeamVersion(transaction)
        await insertGrant(transaction, {
          id: `for-new-${isPostgres}`,
          subject: { kind: 'person', email: 'new@nordlicht.example' },
          role: 'administrator',
          scope: { kind: 'all' },
          rails: null,
          expiresAtMs: null,
          issuer: provider.issuer,
          personId: null,
          createdAt: 0,
          createdBy: 'a test',
        })
        const signedIn = signInAt(visitor, 'new')
        // SQLite lets nobody in meanwhile; of PostgreSQL it is known when somebody waits for us.
        let isThrough = !isPostgres
        signedIn.finally(() => {
          isThrough = true
        })
        while (!isThrough && !(await keepsWaiting(transaction)));
        return { signedIn }
      })
      await signing.signedIn
      expect(await visitor.ok('getSession')).toMatchObject({ admin: true })
    })

    it('ends where the company has another provider', async () => {
      const visitor = world.visitor()
      await signInAt(visitor, 'ines')
      await visitor.ok('getSession')
      const { env } = await import('@/lib/server/env')
      Object.assign(env(), { OIDC_ISSUER: 'https://another.example.com' })
      try {
        expect((await visitor.call('getSession')).status).toBe(401)
      } finally {
        Object.assign(env(), { OIDC_ISSUER: provider.issuer })
      }
    })

    it('lasts half a day at most', async () => {
      const visitor = world.visitor()
      await signInAt(visitor, 'ines')
      world.letTimePass(12 * 60 * 60_000 - 1_000)
      expect((await visitor.call('getSession')).status).toBe(200)
      world.letTimePass(1_000)
      expect((await visitor.call('getSession')).status).toBe(401)
    })

    it('gives a new session each time, and ends the one that came along', async () => {
      const visitor = world.visitor()
      // Somebody may have planted one.
      visitor.cookie = `logpush_session=${'A'.repeat(43)}`
      await signInAt(visitor, 'ines')
      const first = visitor.cookie
      expect(first).not.toContain('AAAAAA')
      await signInAt(visitor, 'ines')
      expect(visitor.cookie).not.toBe(first)
      visitor.cookie = first
      expect((await visitor.call('getSession')).status).toBe(401)
    })

    it('works in two tabs at once', async () => {
      const visitor = world.visitor()
      const one = await begin(visitor, '/activity?tab=1')
      const two = await begin(visitor, '/activity?tab=2')
      const [cameOne, cameTwo] = [await goThrough(one, 'ines'), await goThrough(two, 'ines')]
      expect(await comeBack(visitor, cameTwo)).toBe('/activity?tab=2')
      expect(await comeBack(visitor, cameOne)).toBe('/activity?tab=1')
      expect((await visitor.call('getSession')).status).toBe(200)
    })

    it('leads to a page whose address is written in other letters', async () => {
      const end = await signInAt(world.visitor(), 'ines', '/activity?actor=Łukasz \ud800')
      expect(end).toBe('/activity?actor=%C5%81ukasz%20%EF%BF%BD')
    })

    it('forgets the oldest of many that were begun', async () => {
      const visitor = world.visitor()
      const first = await begin(visitor)
      for (let time = 0; time < 4; time++) await begin(visitor)
      expect(visitor.flows.size).toBe(4)
      expect(await comeBack(visitor, await goThrough(first, 'ines'))).toBe(
        '/sign-in?error=sign_in_expired',
      )
    })

    it.each([
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      '/api/session',
      '/sign-in',
      '/%0d%0aset-cookie:x=1'.replace('%0d%0a', '\r\n'),
      `/${'x'.repeat(3_000)}`,
      `/activity?actor=${'x'.repeat(1_500)}`,
    ])('never leads elsewhere: %s', async (returnTo) => {
      expect(await signInAt(world.visitor(), 'ines', returnTo)).toBe('/')
    })

    it.each<[string, (state: string) => string]>([
      ['without a state', () => ''],
      ['with a foreign state', () => 'A'.repeat(43)],
      ['with two', (state) => `${state}&state=${state}`],
      ['with one that is none', () => '../../x'],
    ])('that comes back %s is refused', async (_, change) => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'ines')
      const { searchParams } = callback
      const state = searchParams.get('state') ?? ''
      callback.search = `?code=${searchParams.get('code')}&state=${change(state)}`
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=sign_in_expired')
      expect(visitor.cookie).toBeNull()
    })

    it('that comes back in another browser is refused', async () => {
      const callback = await goThrough(await begin(world.visitor(), '/activity'), 'ines')
      const other = world.visitor()
      await begin(other)
      expect(await comeBack(other, callback)).toBe('/sign-in?error=sign_in_expired')
      expect(other.cookie).toBeNull()
    })

    it('comes back once, also with a cookie that somebody kept', async () => {
      const visitor = world.visitor()
      const begun = await begin(visitor, '/activity')
      const kept = new Map(visitor.flows)
      const callback = await goThrough(begun, 'ines')
      expect(await comeBack(visitor, callback)).toBe('/activity')
      const thief = world.visitor()
      for (const [name, pair] of kept) thief.flows.set(name, pair)
      expect(await comeBack(thief, callback)).toBe(
        '/sign-in?error=sign_in_used&returnTo=%2Factivity',
      )
      expect(thief.cookie).toBeNull()
    })

    it('that took too long is refused', async () => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'ines')
      world.letTimePass(10 * 60_000)
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=sign_in_expired')
    })

    it('with a code of another sign-in is refused', async () => {
      const visitor = world.visitor()
      const [mine, other] = [
        await goThrough(await begin(visitor), 'ines'),
        await goThrough(await begin(world.visitor()), 'ines'),
      ]
      mine.searchParams.set('code', other.searchParams.get('code') ?? '')
      // PKCE: the code belongs to a challenge that this browser has no verifier of.
      expect(await comeBack(visitor, mine)).toBe('/sign-in?error=sign_in_expired')
    })

    it('with another nonce is refused', async () => {
      const visitor = world.visitor()
      const url = new URL(await begin(visitor))
      url.searchParams.set('nonce', 'another')
      expect(await comeBack(visitor, await goThrough(url.href, 'ines'))).toBe(
        '/sign-in?error=identity_invalid',
      )
      expect((await records(world)).at(-1)).toMatchObject({
        action: 'session.create',
        actor_id: '',
        actor_address: visitor.address,
        outcome: 'failed',
        code: 'identity_invalid',
      })
    })

    it.each([
      ['another issuer', 'https://evil.example'],
      ['none', ''],
    ])('whose answer names %s is refused', async (_, issuer) => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'ines')
      expect(callback.searchParams.get('iss')).toBe(provider.issuer)
      if (issuer) callback.searchParams.set('iss', issuer)
      else callback.searchParams.delete('iss')
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=identity_invalid')
    })

    it('with a token whose signature is another’s is refused', async () => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'ines')
      provider.tamper = (path, body) =>
        path === '/token'
          ? body.replace(/("id_token":"[^".]+\.[^".]+\.)[^"]{8}/, '$1AAAAAAAA')
          : undefined
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=identity_invalid')
    })

    it('that the person broke off says so', async () => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'nobody')
      expect(callback.searchParams.get('error')).toBe('access_denied')
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=access_denied')
    })

    it('follows no redirect of the provider’s to elsewhere', async () => {
      const visitor = world.visitor()
      const callback = await goThrough(await begin(visitor), 'ines')
      provider.redirectTo = 'http://127.0.0.1:9/token'
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=provider_unavailable')
      provider.redirectTo = null
    })

    it('tells nobody of codes and tokens: not the log, the audit or an address', async () => {
      const { setLogSink } = await import('@/lib/server/log')
      const lines: string[] = []
      const restore = setLogSink((_, line) => lines.push(line))
      const visitor = world.visitor()
      const tokens: string[] = []
      provider.tamper = (path, body) => {
        if (path === '/token')
          tokens.push(...body.matchAll(/"(?:id|access)_token":"([^"]+)/g).map((it) => it[1] ?? ''))
        return path === '/token'
          ? body.replace(/("id_token":"[^".]+\.[^".]+\.)[^"]{8}/, '$1AAAAAAAA')
          : undefined
      }
      const callback = await goThrough(await begin(visitor), 'ines')
      const location = await comeBack(visitor, callback)
      provider.tamper = null
      await signInAt(visitor, 'ines')
      restore()
      const told = [location, ...lines, JSON.stringify(await records(world))].join('\n')
      expect(lines.join('\n')).toContain('sign_in_refused')
      expect(tokens).toHaveLength(2)
      for (const secret of [...tokens, callback.searchParams.get('code') ?? '']) {
        expect(told).not.toContain(secret.slice(-20))
      }
      const sessions = await (await world.db()).selectFrom('sessions').selectAll().execute()
      expect(JSON.stringify(sessions)).not.toMatch(/"eyJ/)
    })

    it('writes down ten refusals of a network in ten minutes, whatever a flood does', async () => {
      const before = (await records(world)).length
      const flood = world.visitor('203.0.113.9')
      for (let time = 0; time < 25; time++) {
        expect(await comeBack(flood, new URL('http://x/api/auth/oidc/callback?state=x'))).toBe(
          '/sign-in?error=sign_in_expired',
        )
      }
      expect((await records(world)).length - before).toBe(10)
      // It keeps nobody of that network out.
      expect(await signInAt(world.visitor('203.0.113.9'), 'ines', '/activity')).toBe('/activity')
    })

    it('is refused after ten that the provider did not take', async () => {
      const attempt = async () => {
        const visitor = world.visitor('203.0.113.10')
        const url = new URL(await begin(visitor))
        url.searchParams.set('nonce', 'another')
        return comeBack(visitor, await goThrough(url.href, 'ines'))
      }
      for (let time = 0; time < 10; time++) {
        expect(await attempt()).toBe('/sign-in?error=identity_invalid')
      }
      expect(await attempt()).toBe('/sign-in?error=rate_limited')
      // By a key one still comes in.
      const body = { apiKey: world.place.keys.reader }
      expect((await world.visitor('203.0.113.10').call('createSession', { body })).status).toBe(201)
    })

    it('ends here and at the provider, and is written down', async () => {
      const visitor = world.visitor()
      await signInAt(visitor, 'ines')
      const { cookie } = visitor
      const { headers } = await visitor.call('signOutOidc')
      const url = new URL(headers.get('location') ?? '')
      expect(url.origin).toBe(provider.issuer)
      expect(url.searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/sign-in')
      expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
      expect((await goThrough(url.href, 'ines')).pathname).toBe('/sign-in')
      visitor.cookie = cookie
      expect((await visitor.call('getSession')).status).toBe(401)
      expect((await records(world)).at(-1)).toMatchObject({
        action: 'session.delete',
        actor_name: 'ines',
        outcome: 'succeeded',
      })
      expect((await visitor.call('signOutOidc')).headers.get('location')).toBe('/sign-in')
    })

    it.each(['cross-site', 'same-site'])('ends at no link of another host (%s)', async (from) => {
      const visitor = world.visitor()
      await signInAt(visitor, 'ines')
      const headers = { 'sec-fetch-site': from }
      const { headers: given } = await visitor.call('signOutOidc', { headers })
      expect(given.get('location')).toBe('/')
      expect((await visitor.call('getSession')).status).toBe(200)
    })
  },
  { env: provider.env },
)

describeWorlds(
  'somebody whom the provider tells of',
  (world) => {
    beforeEach(() => world.letTimePass(11 * 60_000))
    const told = async (subject: string) => {
      const { groups_json, email, email_verified, name, id } = await person(world, subject)
      return { groups: JSON.parse(groups_json) as string[], email, email_verified, name, id }
    }

    it('with other groups the next time has those from the next request on, in all sessions', async () => {
      const [here, there] = [world.visitor(), world.visitor()]
      provider.knows('moves', { groups: ['net-ops'] })
      await signInAt(here, 'moves')
      expect((await here.ok('getSession')).admin).toBe(true)
      provider.knows('moves', { groups: [], email: 'moved@nordlicht.example' })
      await signInAt(there, 'moves')
      expect(await here.ok('getSession')).toMatchObject({
        admin: false,
        user: { email: 'moved@nordlicht.example' },
      })
    })

    it('is an administrator by a verified address alone', async () => {
      for (const [email_verified, admin] of [
        [true, true],
        [false, false],
        [undefined, false],
        ['true', false],
      ]) {
        const visitor = world.visitor()
        provider.knows('boss', { email: 'Boss@Nordlicht.example', email_verified })
        await signInAt(visitor, 'boss')
        expect((await visitor.ok('getSession')).admin).toBe(admin)
      }
    })

    it('takes the grants that were given to a verified address, once', async () => {
      const db = await world.db()
      const { insertGrant, listGrants } = await import('@/lib/server/db/grants')
      const email = 'granted@nordlicht.example'
      await insertGrant(db, {
        id: 'g1',
        subject: { kind: 'person', email },
        issuer: provider.issuer,
        personId: null,
        role: 'administrator',
        scope: { kind: 'all' },
        rails: null,
        expiresAtMs: null,
        createdAt: 0,
        createdBy: 'test',
      })
      const admin = async (subject: string, email_verified: boolean) => {
        provider.knows(subject, { email, email_verified })
        const visitor = world.visitor()
        await signInAt(visitor, subject)
        return (await visitor.ok('getSession')).admin
      }
      expect(await admin('unverified', false)).toBe(false)
      expect(await admin('first', true)).toBe(true)
      expect(await admin('second', true)).toBe(false)
      const [grant] = await listGrants(db)
      expect(grant?.personId).toBe((await told('first')).id)
    })

    it.each<[string, unknown, string[]]>([
      ['missing', undefined, []],
      ['a text', 'net-ops', []],
      ['an object', { 'net-ops': true }, []],
      ['mixed', ['net-ops', 7, null, ['net-ops'], '', 'a\u0000b', 'x'.repeat(257)], ['net-ops']],
      [
        'many',
        Array.from({ length: 250 }, (_, at) => `g${at}`),
        Array.from({ length: 250 }, (_, at) => `g${at}`),
      ],
      [
        'absurdly many',
        Array.from({ length: 5_000 }, (_, at) => `g${at}`),
        Array.from({ length: 1_000 }, (_, at) => `g${at}`),
      ],
    ])('has the groups of a claim that is %s', async (_, groups, kept) => {
      provider.knows('grouped', { groups })
      expect(await signInAt(world.visitor(), 'grouped', '/activity')).toBe('/activity')
      expect((await told('grouped')).groups).toEqual(kept)
    })

    it('at no end is refused', async () => {
      provider.knows('huge', {
        groups: Array.from({ length: 60_000 }, (_, at) => `group-number-${at}`),
      })
      expect(await signInAt(world.visitor(), 'huge')).toBe('/sign-in?error=provider_unavailable')
    })

    it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
      ['no name', { name: undefined }, { name: 'odd@nordlicht.example' }],
      ['a name of two lines', { name: 'A\r\n\u202eB' }, { name: 'A B' }],
      ['no address', { email: undefined }, { email: '', email_verified: 0 }],
      [
        'an address that is none',
        { email: 'x', email_verified: true },
        { email: '', email_verified: 0 },
      ],
      ['an address that is a list', { email: ['a@b.example'] }, { email: '', email_verified: 0 }],
    ])('with %s', async (_, claims, expected) => {
      provider.knows('odd', claims)
      expect(await signInAt(world.visitor(), 'odd', '/activity')).toBe('/activity')
      expect(await told('odd')).toMatchObject(expected)
    })
  },
  { env: { ...provider.env, ADMIN_GROUPS: 'net-ops', ADMIN_EMAILS: 'boss@nordlicht.example' } },
)
