import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  begin,
  comeBack,
  goThrough,
  IdentityProvider,
  signInAt,
} from '@/lib/testing/identity-provider'
import { ownOrigin } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds } from '@/lib/testing/world'
import { probePort } from '@/scripts/lib/port.mjs'

const provider = await IdentityProvider.start({ claimsInIdToken: true })
const other = await IdentityProvider.start({ claimsInIdToken: true })
provider.knows('ines', { groups: [] })
other.knows('ines', { groups: [] })
afterAll(() => Promise.all([provider.goDown(), other.goDown()]))
afterEach(() => {
  provider.tamper = null
})

describeWorlds(
  'a provider that is down',
  (world) => {
    it('at the start and later is said, and found again by itself', async () => {
      const down = '/sign-in?error=provider_unavailable&returnTo=%2Factivity'
      await provider.goDown()
      const visitor = world.visitor()
      expect(await begin(visitor, '/activity')).toBe(down)
      expect(await visitor.ok('getSignInOptions')).toEqual({
        ibm: true,
        oidc: { name: 'your company account' },
      })
      await provider.comeUp()
      world.letTimePass(3_000)
      expect(await signInAt(visitor, 'ines', '/activity')).toBe('/activity')

      const begun = await begin(visitor, '/activity')
      const callback = await goThrough(begun, 'ines')
      await provider.goDown()
      expect(await comeBack(visitor, callback)).toBe(down)
      world.letTimePass(16_000)
      expect(await begin(visitor, '/activity')).toBe(down)
      await provider.comeUp()
      world.letTimePass(3_000)
      expect(await signInAt(visitor, 'ines', '/activity')).toBe('/activity')
    })

    it('does not keep anybody signed in', async () => {
      const visitor = world.visitor()
      await signInAt(visitor, 'ines')
      await provider.goDown()
      const { cookie } = visitor
      await visitor.call('signOutOidc')
      await provider.comeUp()
      visitor.cookie = cookie
      expect((await visitor.call('getSession')).status).toBe(401)
    })

    it('is asked once by many at once', async () => {
      world.letTimePass(60_000)
      provider.asked.length = 0
      await Promise.all(Array.from({ length: 20 }, () => begin(world.visitor())))
      expect(provider.asked).toEqual(['/.well-known/openid-configuration'])
    })

    it.each<[string, (body: string) => string]>([
      ['says nothing', () => ''],
      ['answers with a page', () => '<html>Sign in to the network</html>'],
      ['names no token endpoint', (body) => body.replace('"token_endpoint"', '"other"')],
    ])('or %s is not believed', async (_, tamper) => {
      world.letTimePass(60_000)
      provider.tamper = (path, body) => (path.startsWith('/.well-known') ? tamper(body) : undefined)
      const end = await signInAt(world.visitor(), 'ines').catch(() => 'nowhere')
      expect(end).not.toBe('/')
      provider.tamper = null
      world.letTimePass(60_000)
      expect(await signInAt(world.visitor(), 'ines')).toBe('/')
    })

    it('or is another one than it was, is not believed', async () => {
      world.letTimePass(60_000)
      provider.tamper = (path, body) =>
        path.startsWith('/.well-known')
          ? body.replace(/"issuer":"[^"]+"/, '"issuer":"https://evil.example"')
          : undefined
      expect(await begin(world.visitor())).toBe('/sign-in?error=identity_invalid')
      provider.tamper = null
    })
  },
  { env: provider.env },
)

describeWorld(
  'a token with all that was asked for',
  (world) => {
    it('is enough: nobody asks for the userinfo', async () => {
      world.letTimePass(60_000)
      provider.asked.length = 0
      expect(await signInAt(world.visitor(), 'ines')).toBe('/')
      expect(provider.asked).toContain('/token')
      expect(provider.asked).not.toContain('/me')
    })
  },
  { env: provider.env },
)

const ids: string[] = []
for (const [name, one] of [
  ['one issuer', provider],
  ['another issuer', other],
] as const) {
  describeWorld(
    name,
    (world) => {
      it('has people of its own, whatever their subject and address', async () => {
        const visitor = world.visitor()
        await signInAt(visitor, 'ines')
        const { user } = await visitor.ok('getSession')
        expect(user.email).toBe('ines@nordlicht.example')
        ids.push(user.id)
        expect(new Set(ids).size).toBe(ids.length)
      })
    },
    { env: one.env },
  )
}

describeWorld(
  'SIGN_IN=oidc',
  (world) => {
    it('closes IBM’s keys and passcodes', async () => {
      const visitor = world.visitor()
      expect(await visitor.ok('getSignInOptions')).toEqual({
        ibm: false,
        oidc: { name: 'Nordlicht' },
      })
      for (const body of [{ apiKey: world.place.keys.manager }, { passcode: 'FAKE1234' }]) {
        expect(await visitor.refused('createSession', { body })).toMatchObject({
          status: 403,
          code: 'sign_in_disabled',
        })
      }
      expect(await signInAt(visitor, 'ines')).toBe('/')
    })
  },
  { env: { ...provider.env, SIGN_IN: 'oidc', OIDC_NAME: 'Nordlicht' } },
)

describeWorld(
  'SIGN_IN=ibm',
  (world) => {
    it('closes the company account', async () => {
      const visitor = world.visitor()
      expect(await visitor.ok('getSignInOptions')).toEqual({ ibm: true, oidc: null })
      expect(await begin(visitor, '/activity')).toBe(
        '/sign-in?error=sign_in_disabled&returnTo=%2Factivity',
      )
      const callback = new URL('/api/auth/oidc/callback?code=x&state=y', ownOrigin)
      expect(await comeBack(visitor, callback)).toBe('/sign-in?error=sign_in_disabled')
      await world.signIn()
    })
  },
  { env: { ...provider.env, SIGN_IN: 'ibm' } },
)

describeWorld('without a provider', (world) => {
  it('there are keys and passcodes', async () => {
    const visitor = world.visitor()
    expect(await visitor.ok('getSignInOptions')).toEqual({ ibm: true, oidc: null })
    expect(await begin(visitor)).toBe('/sign-in?error=sign_in_disabled')
    expect((await visitor.call('signOutOidc')).headers.get('location')).toBe('/sign-in')
  })
})

describeWorld(
  'OIDC_TRUST_EMAIL=on',
  (world) => {
    it('takes an address for verified where the provider does not say', async () => {
      for (const [email_verified, admin] of [
        [undefined, true],
        [false, false],
      ]) {
        provider.knows('boss', { email_verified, groups: [] })
        const visitor = world.visitor()
        await signInAt(visitor, 'boss')
        expect((await visitor.ok('getSession')).admin).toBe(admin)
      }
    })
  },
  { env: { ...provider.env, OIDC_TRUST_EMAIL: 'on', ADMIN_EMAILS: 'boss@nordlicht.example' } },
)

// A process of its own keeps the real time while the app's clock is moved.
const port = await probePort(0, '127.0.0.1')
const main = join(import.meta.dirname, '../../../demo-provider/main.ts')
const child = spawn(
  process.execPath,
  [main, '--port', String(port), '--app', ownOrigin, '--exit-with-parent'],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
)
await once(child.stdout, 'data')
afterAll(() => child.kill())

describe.each([
  [2 * 60_000 - 5_000, '/'],
  [-2 * 60_000 + 5_000, '/'],
  [10 * 60_000, '/sign-in?error=clock_skew'],
  [-10 * 60_000, '/sign-in?error=clock_skew'],
])('a clock that is %i ms from the provider’s', (ms, end) => {
  describeWorld(
    'leads',
    (world) => {
      beforeEach(() => world.letTimePass(ms))
      it(`to ${end}`, async () => {
        expect(await signInAt(world.visitor(), 'yuki')).toBe(end)
      })
    },
    {
      env: {
        OIDC_ISSUER: `http://127.0.0.1:${port}`,
        OIDC_CLIENT_ID: 'logpush-demo',
        OIDC_CLIENT_SECRET: 'FAKE-demo-secret',
      },
    },
  )
})
