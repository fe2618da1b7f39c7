import { beforeEach, expect, it } from 'vitest'
import { session } from '@/lib/schemas/session'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { OTHER_ACCOUNT_ID } from '@/lib/simulator/seed/instances'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

describeWorlds('signing in', (world) => {
  beforeEach(() => world.reset())

  it('with an API key opens a session', async () => {
    const visitor = world.visitor()
    expect((await visitor.refused('getSession')).code).toBe('signed_out')
    const body = { apiKey: world.place.keys.manager }
    const answer = await visitor.call('createSession', { body })
    expect(answer.status).toBe(201)
    const { account } = world.place
    expect(answer.body).toMatchObject({
      user: { name: 'Marta Lindqvist', email: 'marta.lindqvist@nordlicht.example' },
      account: { id: account.id },
    })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^logpush_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43(199|200)$/,
      ),
    ])
    expect(await visitor.ok('getSession')).toEqual(answer.body)
    const { expiresAt } = session.parse(answer.body)
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(11 * 3_600_000)
  })

  it('over HTTPS gives a cookie that stays there, and takes no other', async () => {
    const visitor = world.visitor()
    const https = { 'x-logpush-scheme': 'https' }
    const { headers } = await visitor.call('createSession', {
      body: { apiKey: world.place.keys.reader },
      headers: https,
    })
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-logpush_session=.*; Path=\/.*; Secure$/)
    expect((await visitor.ok('getSession', { headers: https })).user.name).toBe('Aylin Demir')
    expect((await visitor.call('getSession')).status).toBe(401)
    visitor.cookie = visitor.cookie?.replace('__Host-', '') ?? null
    expect((await visitor.call('getSession', { headers: https })).status).toBe(401)
  })

  it('again ends the session that was', async () => {
    const visitor = await world.signIn()
    const former = visitor.cookie
    await visitor.ok('createSession', { body: { apiKey: world.place.keys.reader } })
    expect(visitor.cookie).not.toBe(former)
    visitor.cookie = former
    expect((await visitor.call('getSession')).status).toBe(401)
  })

  it('with a passcode is possible once', async () => {
    const [passcode = ''] = world.place.passcodes
    expect(
      await world.visitor().ok('createSession', { body: { passcode: ` ${passcode}\n` } }),
    ).toMatchObject({ user: { name: 'Marta Lindqvist' } })
    for (const used of [passcode, world.place.usedPasscode, 'FAKE-never']) {
      const input = { body: { passcode: used } }
      const problem = await world.visitor().refused('createSession', input)
      expect(problem).toMatchObject({ code: 'ibm_credentials_refused', reason: 'passcode_used' })
      expect(problem.errors?.[0]?.path).toBe('passcode')
    }
  })
})

describeWorld('a sign-in that IAM refuses', (world) => {
  beforeEach(() => world.reset())

  it.each([
    ['unknown', 'unknown', 'Unknown API key'],
    ['disabled', 'disabled', 'disabled'],
    ['locked', 'locked', 'locked'],
    ['expired', 'expired', 'has expired'],
    ['mfa', 'mfa_required', 'second factor'],
  ] as const)('because the key is %s', async (name, reason, words) => {
    const visitor = world.visitor()
    const apiKey = world.place.keys[name]
    const problem = await visitor.refused('createSession', { body: { apiKey } })
    expect(problem).toMatchObject({ status: 401, code: 'ibm_credentials_refused', reason })
    expect(problem.detail).toContain(words)
    expect(problem.errors).toEqual([{ path: 'apiKey', message: problem.detail }])
    expect(JSON.stringify(problem)).not.toContain(apiKey)
    expect(visitor.cookie).toBeNull()
  })

  it.each([
    ['nothing', {}, 'apiKey'],
    ['both', { apiKey: 'FAKE-key-1', passcode: 'FAKE' }, 'passcode'],
    ['another member', { apiKey: 'FAKE-key-1', remember: true }, 'remember'],
    ['a short key', { apiKey: 'FAKE' }, 'apiKey'],
    ['a key of two lines', { apiKey: 'FAKE-key\r\nX: y' }, 'apiKey'],
    ['a key that is none', { apiKey: { a: 1 } }, 'apiKey'],
    ['a passcode with a blank', { passcode: 'FAKE FAKE' }, 'passcode'],
    ['a choice of nothing', { continuation: 'FAKE' }, 'accountId'],
    ['an account that is none', { continuation: 'FAKE', accountId: '../x' }, 'accountId'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('is not asked for with %s', async (_, body, path) => {
    world.sent('iam')
    const problem = await world.visitor().refused('createSession', { body })
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(problem.errors?.[0]?.path).toBe(path)
    expect(world.sent('iam')).toEqual([])
  })
})

describeWorld('signing in while IAM', (world) => {
  const sign = () => {
    const visitor = world.visitor('198.51.100.77')
    return visitor.call('createSession', { body: { apiKey: world.place.keys.manager } })
  }
  it.each<[string, FaultEffect, number, string]>([
    ['is not there', { kind: 'refused' }, 503, 'ibm_unavailable'],
    ['breaks off', { kind: 'reset-before' }, 503, 'ibm_unavailable'],
    ['says 503', { kind: 'status', status: 503, retryAfter: 9 }, 503, 'ibm_unavailable'],
    ['shows a page', { kind: 'html' }, 503, 'ibm_unavailable'],
    ['shows a page for it', { kind: 'html', status: 404 }, 502, 'ibm_unusable'],
    ['shows a page as if all was well', { kind: 'html', status: 200 }, 502, 'ibm_unusable'],
    ['gives no token', { kind: 'result', result: { token_type: 'Bearer' } }, 502, 'ibm_unusable'],
    [
      'gives a token of nobody',
      { kind: 'result', result: { access_token: 'FAKE.e30.token', expires_in: 600 } },
      401,
      'ibm_credentials_refused',
    ],
    ['gives half a token', { kind: 'broken-json' }, 502, 'ibm_unusable'],
    ['has too much to do', { kind: 'rate-limited', retryAfter: 40 }, 429, 'rate_limited'],
  ])('%s is nobody’s failure', async (_, effect, status, code) => {
    world.reset()
    world.simulator.faults.add({ match: { service: 'iam', times: 11 }, effect })
    for (let time = 0; time < 11; time++) {
      expect(await sign()).toMatchObject({ status, body: { code } })
    }
    expect((await sign()).status).toBe(201)
  })

  it('does not answer takes no longer than the request may', async () => {
    world.reset()
    world.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'hang' } })
    const { createSession } = await import('./create')
    const input = { apiKey: world.place.keys.manager }
    const ctx = {
      requestId: crypto.randomUUID(),
      deadlineMs: Date.now() + 300,
      arrivedAt: performance.now(),
      address: '198.51.100.78',
    }
    const request = new Request('http://localhost:3000/api/session')
    await expect(createSession(ctx, input, request, new Headers())).rejects.toMatchObject({
      code: 'ibm_timeout',
      status: 504,
    })
  })

  it('names nobody gives them an id all the same', async () => {
    world.reset()
    const claims = Buffer.from('{"account":{"bss":"FAKEacc"}}').toString('base64url')
    const result = { access_token: `FAKE.${claims}.token`, expires_in: 600 }
    world.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'result', result } })
    const { body } = await sign()
    const { user, account, expiresAt } = session.parse(body)
    expect(user.id).toMatch(/^token-[0-9a-f]+$/)
    expect(user.name).toBe(user.id)
    expect(account).toEqual({ id: 'FAKEacc', name: 'FAKEacc' })
    // No refresh token came, so the session can't outlive the token.
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(600_000)
  })
})

describeWorld('a sign-in whose passcode belongs to no account', (world) => {
  beforeEach(() => world.reset())

  const asked = async () => {
    const visitor = world.visitor()
    const [passcode = ''] = world.place.passcodesWithoutAccount
    const problem = await visitor.refused('createSession', { body: { passcode } })
    const choose = (accountId: string) =>
      visitor.call('createSession', { body: { continuation: problem.continuation, accountId } })
    return { visitor, problem, choose }
  }

  it('asks for one of several', async () => {
    const { visitor, problem, choose } = await asked()
    const { account, otherAccount } = world.place
    expect(problem).toMatchObject({
      status: 409,
      code: 'account_needed',
      accounts: [account, otherAccount],
    })
    expect(visitor.cookie).toBeNull()
    expect((await choose(otherAccount.id)).body).toMatchObject({
      user: { name: 'Marta Lindqvist' },
      account: otherAccount,
    })
    const { items } = await visitor.ok('listInstances')
    expect(items.map(({ name }) => name)).toEqual(['cis-partner'])
  })

  it('takes the only one by itself', async () => {
    const passcode = world.place.passcodesWithoutAccount.at(-1)
    expect(await world.visitor().ok('createSession', { body: { passcode } })).toMatchObject({
      user: { name: 'Aylin Demir' },
      account: world.place.account,
    })
  })

  it('keeps the account when its token is renewed', async () => {
    const { visitor, choose } = await asked()
    await choose(world.place.account.id)
    world.simulator.clock.advance(61 * 60_000)
    expect((await visitor.ok('listInstances')).items.length).toBeGreaterThan(1)
  })

  it('is refused an account that is not theirs, and may choose again', async () => {
    const { visitor, choose } = await asked()
    expect(await choose('f'.repeat(32))).toMatchObject({
      status: 401,
      body: {
        code: 'ibm_credentials_refused',
        reason: 'not_in_account',
        errors: [{ path: 'accountId' }],
      },
    })
    expect((await choose(world.place.account.id)).status).toBe(201)
    expect((await visitor.call('getSession')).status).toBe(200)
  })

  it('whose accounts can’t be listed may name one', async () => {
    world.simulator.faults.add({ match: { service: 'accounts' }, effect: { kind: 'html' } })
    const { problem, choose } = await asked()
    expect(problem).toMatchObject({
      status: 409,
      code: 'account_needed',
      reason: 'accounts_unlisted',
      accounts: [],
    })
    expect((await choose(world.place.account.id)).body).toMatchObject({
      account: { id: world.place.account.id },
    })
  })
})

describeWorld('a session that IAM renews no more', (world) => {
  beforeEach(() => world.reset())
  // Never answered from memory.
  const jobs = () => ({ params: world.zone('playground') })

  it.each([
    ['sessionInactive', 'session_idle', 'inactive for too long'],
    ['notMember', 'not_in_account', 'no longer have access'],
    ['refreshExpired', 'session_over', 'ended your session'],
  ] as const)('says why: %s', async (refusal, reason, words) => {
    const reader = await world.signIn('reader')
    const effect = { kind: 'iam-refusal', reason: refusal } as const
    world.simulator.faults.add({ match: { service: 'iam' }, effect })
    world.simulator.faults.add({ match: { service: 'cis' }, effect: { kind: 'token-expired' } })
    const problem = await reader.refused('listJobs', jobs())
    expect(problem).toMatchObject({ status: 401, code: 'signed_out', reason })
    expect(problem.detail).toContain(words)
    expect((await reader.call('getSession')).status).toBe(401)
  })

  it('because it can’t be renewed at all hears what CIS says of its token', async () => {
    const { serviceTokenByApiKey } = await import('@/lib/server/ibm/iam')
    const context = { deadlineMs: Date.now() + 5_000, requestId: 'FAKE-request' }
    const { accessToken } = await serviceTokenByApiKey(world.place.keys.reader, context)
    const result = { access_token: accessToken, expires_in: 3_600 }
    world.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'result', result } })
    const reader = await world.signIn('reader')
    const stale = { match: { service: 'cis' }, effect: { kind: 'token-expired' } } as const
    const fault = world.simulator.faults.add(stale)
    expect(await reader.refused('listJobs', jobs())).toMatchObject({
      status: 403,
      code: 'ibm_token_refused',
    })
    world.simulator.faults.remove(fault)
    expect((await reader.call('listJobs', jobs())).status).toBe(200)
  })

  it('is not one while a proxy stands in front of IAM', async () => {
    const reader = await world.signIn('reader')
    world.simulator.faults.add({
      match: { service: 'iam' },
      effect: { kind: 'html', status: 403 },
    })
    const stale = {
      match: { service: 'cis', times: 1 },
      effect: { kind: 'token-expired' },
    } as const
    world.simulator.faults.add(stale)
    expect(await reader.refused('listJobs', jobs())).toMatchObject({
      status: 503,
      code: 'ibm_unavailable',
    })
    expect((await reader.call('listJobs', jobs())).status).toBe(200)
  })
})

describeWorld('somebody who signs in', (world) => {
  beforeEach(() => world.reset())

  it('with a trusted profile has its id', async () => {
    const { user } = await world.visitor().ok('createSession', {
      body: { apiKey: world.place.keys.profile },
    })
    expect(user.id).toMatch(/^iam-Profile-/)
    expect(user.name).not.toBe('')
  })

  it('although the account does not know them any more hears that', async () => {
    const effect = { kind: 'iam-refusal', reason: 'notMember' } as const
    world.simulator.faults.add({ match: { service: 'iam' }, effect })
    const body = { apiKey: world.place.keys.reader }
    const problem = await world.visitor().refused('createSession', { body })
    expect(problem).toMatchObject({ status: 401, reason: 'not_in_account' })
    expect(problem.detail).toContain('no longer has access')
  })
})

describeWorld(
  'a dashboard that is open to another account',
  (world) => {
    it('lets nobody else in, and counts it as a failure', async () => {
      const visitor = world.visitor('198.51.100.90')
      const sign = () =>
        visitor.call('createSession', { body: { apiKey: world.place.keys.manager } })
      for (let time = 0; time < 10; time++) {
        expect(await sign()).toMatchObject({
          status: 401,
          body: { code: 'ibm_credentials_refused', reason: 'account_not_allowed' },
        })
      }
      expect((await sign()).status).toBe(429)
      expect(visitor.cookie).toBeNull()
    })

    it('offers a passcode of no account that one alone', async () => {
      const [passcode = ''] = world.place.passcodesWithoutAccount
      const { otherAccount } = world.place
      expect(await world.visitor().ok('createSession', { body: { passcode } })).toMatchObject({
        account: otherAccount,
      })
    })
  },
  { env: { ALLOWED_ACCOUNTS: `${'0'.repeat(32)}, ${OTHER_ACCOUNT_ID}` } },
)
