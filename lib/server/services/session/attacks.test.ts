import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  begin,
  comeBack,
  goThrough,
  IdentityProvider,
  signInAt,
} from '@/lib/testing/identity-provider'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

const provider = await IdentityProvider.start()
afterAll(() => provider.goDown())
for (const subject of ['victim', 'attacker']) provider.knows(subject, { groups: [] })

const nameOf = async (visitor: Visitor) => (await visitor.ok('getSession')).user.name
const isSignedIn = async (visitor: Visitor) => (await visitor.call('getSession')).status === 200

/** What an attacker can put together of two ways back from the provider. */
function mixed(own: URL, other: URL, taken: readonly string[]): URL {
  const url = new URL(own)
  for (const name of taken) url.searchParams.set(name, other.searchParams.get(name) ?? '')
  return url
}

describeWorlds(
  'who signs in',
  (world) => {
    beforeEach(() => world.letTimePass(11 * 60_000))

    it.each([
      ['the whole way back', ['code', 'state'], 'sign_in_expired'],
      ['the state', ['state'], 'sign_in_expired'],
      // The code belongs to a challenge whose verifier another browser has.
      ['the code', ['code'], 'sign_in_expired'],
    ])('is nobody else by %s of another browser', async (_, taken, code) => {
      const [victim, attacker] = [world.visitor(), world.visitor()]
      const own = await goThrough(await begin(victim, '/activity'), 'victim')
      const planted = await goThrough(await begin(attacker), 'attacker')
      const end = await comeBack(victim, mixed(own, planted, taken))
      expect(new URL(end, 'http://x').searchParams.get('error')).toBe(code)
      expect(await isSignedIn(victim)).toBe(false)
    })

    it('is still who they were when somebody else’s way back was opened here', async () => {
      const [victim, attacker] = [world.visitor(), world.visitor()]
      await signInAt(victim, 'victim')
      const planted = await goThrough(await begin(attacker), 'attacker')
      expect(await comeBack(victim, planted)).toBe('/sign-in?error=sign_in_expired')
      expect(await nameOf(victim)).toBe('victim')
      // Nor was it used up for the one whose it is.
      expect(await comeBack(attacker, planted)).toBe('/')
      expect(await nameOf(attacker)).toBe('attacker')
    })

    it('begins anew after another way back was tried on the same attempt', async () => {
      const [victim, attacker] = [world.visitor(), world.visitor()]
      const kept = await begin(victim, '/activity')
      const flows = new Map(victim.flows)
      const planted = await goThrough(await begin(attacker), 'attacker')
      const own = await goThrough(kept, 'victim')
      await comeBack(victim, mixed(own, planted, ['code']))
      for (const [name, pair] of flows) victim.flows.set(name, pair)
      // An attempt comes back once, whatever came of it.
      expect(await comeBack(victim, own)).toBe('/sign-in?error=sign_in_used&returnTo=%2Factivity')
      expect(await signInAt(victim, 'victim', '/activity')).toBe('/activity')
    })

    it('as two people side by side in one browser is the last of them, and the other’s session is over', async () => {
      const visitor = world.visitor()
      const [one, two] = [await begin(visitor, '/zones'), await begin(visitor, '/activity')]
      const cameOne = await goThrough(one, 'attacker')
      const cameTwo = await goThrough(two, 'victim')
      expect(await comeBack(visitor, cameOne)).toBe('/zones')
      const former = visitor.cookie
      expect(await nameOf(visitor)).toBe('attacker')
      expect(await comeBack(visitor, cameTwo)).toBe('/activity')
      expect(await nameOf(visitor)).toBe('victim')
      const left = world.visitor()
      left.cookie = former
      expect(await isSignedIn(left)).toBe(false)
    })

    it('may come back from both at once', async () => {
      const visitor = world.visitor()
      const [one, two] = [await begin(visitor, '/zones'), await begin(visitor, '/activity')]
      const came = [await goThrough(one, 'victim'), await goThrough(two, 'victim')]
      const ends = await Promise.all(came.map((url) => comeBack(visitor, url)))
      expect(ends).toEqual(['/zones', '/activity'])
      expect(await nameOf(visitor)).toBe('victim')
    })

    it.each([
      ['the company account', (victim: Visitor) => signInAt(victim, 'victim')],
      [
        'a key',
        (victim: Visitor) =>
          victim.ok('createSession', { body: { apiKey: world.place.keys.manager } }),
      ],
    ])('by %s does not go on with a session that was planted', async (_, signIn) => {
      const [victim, attacker] = [world.visitor(), world.visitor()]
      await signInAt(attacker, 'attacker')
      victim.cookie = attacker.cookie
      await signIn(victim)
      expect(victim.cookie).not.toBe(attacker.cookie)
      expect(await nameOf(victim)).not.toBe('attacker')
      // Whoever planted it is not signed in as somebody else, nor at all any more.
      expect(await isSignedIn(attacker)).toBe(false)
    })

    it('comes from a page of ours where it is by a key', async () => {
      const victim = world.visitor()
      const origins: Record<string, string | null>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: null, 'sec-fetch-site': 'cross-site' },
        { origin: null, 'sec-fetch-site': 'same-site' },
        { origin: null },
      ]
      for (const headers of origins) {
        const body = { apiKey: world.place.keys.manager }
        const answer = await victim.refused('createSession', { body, headers })
        expect(answer).toMatchObject({ status: 403, code: 'csrf' })
        expect(victim.cookie).toBeNull()
      }
    })

    it('has no session by what an address says', async () => {
      const visitor = world.visitor()
      await signInAt(visitor, 'victim')
      const id = visitor.cookie?.split('=')[1] ?? ''
      const other = world.visitor()
      for (const name of ['logpush_session', 'session', 'access_token', 'token']) {
        const { status } = await other.send('GET', `/api/zones?${name}=${id}`)
        expect([401, 404]).toContain(status)
      }
    })

    it.each([
      '/%09/evil.example',
      '/%2F%2Fevil.example',
      '/activity/..//evil.example',
      '/activity/%2e%2e//evil.example',
      '/.%2e//evil.example',
      '/／evil.example',
      '/@evil.example',
      '/activity?returnTo=//evil.example#//evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      '///evil.example',
      '\t//evil.example',
      'https:evil.example',
    ])('stays on this host, returning to %s, signed in or refused', async (returnTo) => {
      const visitor = world.visitor()
      const own = 'http://localhost:3000'
      const ends = [await signInAt(visitor, 'victim', returnTo)]
      const late = await goThrough(await begin(visitor, returnTo), 'nobody')
      ends.push(await comeBack(visitor, late))
      const then = new URL(ends[1] ?? '', own).searchParams.get('returnTo')
      for (const end of [...ends, then ?? '/']) {
        expect(end).toMatch(/^\/(?![/\\])/)
        expect(new URL(end, own).origin).toBe(own)
      }
    })
  },
  { env: provider.env },
)

describeWorld(
  'by HTTPS',
  (world) => {
    const headers = { 'x-logpush-scheme': 'https' }
    const location = async (visitor: Visitor, path: string) =>
      (await visitor.send('GET', path, { headers })).headers.get('location') ?? ''

    it('an attempt counts only by the name that no neighbouring host can plant', async () => {
      const [victim, other] = [world.visitor(), world.visitor()]
      const begun = await location(victim, '/api/auth/oidc/start')
      const { pathname, search } = await goThrough(begun, 'victim')
      const [[name = '', pair = ''] = []] = [...victim.flows]
      expect(name).toMatch(/^__Host-logpush_flow_[0-9a-f]{16}$/)
      other.flows.set(name, pair.replace('__Host-', ''))
      expect(await location(other, pathname + search)).toBe('/sign-in?error=sign_in_expired')
      expect(await location(victim, pathname + search)).toBe('/')
      expect(victim.cookie).toMatch(/^__Host-logpush_session=/)
    })
  },
  { env: provider.env },
)

describe('what says who a request is from', () => {
  describeWorld(
    'may be odd',
    (world) => {
      it('and never lets the cookie count where a token was meant', async () => {
        const visitor = world.visitor()
        await signInAt(visitor, 'victim')
        const { secret } = await makeToken(visitor)
        const [isCounted, isRefused] = ['token', 401]
        const forms: [string, string | number][] = [
          [`Bearer ${secret}`, isCounted],
          [`bearer ${secret}`, isCounted],
          [`BEARER   ${secret}`, isCounted],
          [`Bearer\t${secret}`, isRefused],
          [`Bearer ${secret}, Bearer ${secret}`, isRefused],
          [`Bearer ${secret},`, isRefused],
          [`Basic dXNlcjpGQUtF, Bearer ${secret}`, isRefused],
          [`Bearer "${secret}"`, isRefused],
          [`Bearer ${secret}\u00a0`, isRefused],
          [`Bearer=${secret}`, isRefused],
          [`Token ${secret}`, isRefused],
          [`Bearer ${secret}${'x'.repeat(9_000)}`, isRefused],
          [`Bearer ${' '.repeat(200)}${secret}`, isRefused],
        ]
        for (const [authorization, expected] of forms) {
          world.letTimePass(11 * 60_000)
          const answer = await visitor.call('getSession', { headers: { authorization } })
          const said =
            answer.status === 200 ? (answer.body as { kind: string }).kind : answer.status
          expect([authorization, said]).toEqual([authorization, expected])
        }
      })

      it('in two headers is refused as well', async () => {
        const visitor = world.visitor()
        await signInAt(visitor, 'victim')
        const { secret } = await makeToken(visitor)
        const headers = new Headers({ authorization: `Bearer ${secret}` })
        headers.append('authorization', `Bearer ${secret}`)
        const authorization = headers.get('authorization') ?? ''
        expect(await visitor.refused('getSession', { headers: { authorization } })).toMatchObject({
          status: 401,
        })
      })

      async function makeToken(visitor: Visitor) {
        const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
        const body = { name: 'odd', role: 'viewer', scope: { kind: 'all' }, expiresAt }
        return visitor.ok('createToken', { body })
      }
    },
    { env: { ...provider.env, ADMIN_EMAILS: 'victim@nordlicht.example' } },
  )
})
