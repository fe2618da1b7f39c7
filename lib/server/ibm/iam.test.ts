import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { UpstreamError } from '@/lib/server/errors'
import { closeConnections } from './exchange'
import {
  claims,
  IamRefusal,
  keyDetails,
  refresh,
  serviceTokenByApiKey,
  tokenByApiKey,
  tokenByPasscode,
  tokenForAccount,
} from './iam'
import { bytes, hang, json, reset, type ScriptedUpstream, startUpstream } from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_IAM_API_ENDPOINT', `${upstream.url}/iam`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = () => ({ deadlineMs: Date.now() + 5_000, requestId: 'FAKE-request' })
const key = 'FAKE-api-key+with/odd=signs'

const jwt = (payload: unknown) =>
  `${btoa('{}')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.FAKE`

async function thrownBy(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
}

describe('tokens', () => {
  const good = json(200, {
    access_token: 'FAKE-access',
    refresh_token: 'FAKE-refresh',
    token_type: 'Bearer',
    expires_in: 3600,
    expiration: 1,
    scope: 'ibm openid',
  })

  it.each([
    [
      'tokenByApiKey',
      () => tokenByApiKey(key, context()),
      {
        grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
        apikey: key,
        response_type: 'cloud_iam',
      },
      'Basic Yng6Yng=',
    ],
    [
      'serviceTokenByApiKey',
      () => serviceTokenByApiKey(key, context()),
      {
        grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
        apikey: key,
        response_type: 'cloud_iam',
      },
      undefined,
    ],
    [
      'tokenByPasscode',
      () => tokenByPasscode('FAKEpass', context()),
      {
        grant_type: 'urn:ibm:params:oauth:grant-type:passcode',
        passcode: 'FAKEpass',
        response_type: 'cloud_iam',
      },
      'Basic Yng6Yng=',
    ],
    [
      'refresh',
      () => refresh('FAKE-r', 'FAKEacc', context()),
      { grant_type: 'refresh_token', refresh_token: 'FAKE-r', response_type: 'cloud_iam' },
      'Basic Yng6Yng=',
    ],
    [
      'tokenForAccount',
      () => tokenForAccount('FAKE-r', 'FAKEacc', context()),
      {
        grant_type: 'refresh_token',
        refresh_token: 'FAKE-r',
        response_type: 'cloud_iam',
        account: 'FAKEacc',
      },
      'Basic Yng6Yng=',
    ],
  ])('%s', async (_, act, form, client) => {
    upstream.play(good)
    expect(await act()).toMatchObject({ accessToken: 'FAKE-access', refreshToken: 'FAKE-refresh' })
    const [sent] = upstream.seen
    expect(sent).toMatchObject({ method: 'POST', url: '/iam/identity/token' })
    expect(sent?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(sent?.headers.authorization).toBe(client)
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual(form)
  })

  it.each(['not_supported', '', undefined, null])(
    'has no refresh token in %j',
    async (refreshToken) => {
      upstream.play(
        json(200, { access_token: 'FAKE', refresh_token: refreshToken, expires_in: 60 }),
      )
      expect((await tokenByApiKey(key, context())).refreshToken).toBeNull()
    },
  )

  it('takes the expiry from expiration or from the token itself', async () => {
    upstream.play(
      json(200, { access_token: 'FAKE', expiration: 2_000_000_000 }),
      json(200, { access_token: jwt({ exp: 1_900_000_000 }) }),
    )
    expect((await tokenByApiKey(key, context())).expiresAtMs).toBe(2_000_000_000_000)
    expect((await tokenByApiKey(key, context())).expiresAtMs).toBe(1_900_000_000_000)
  })

  it.each([
    ['no token', json(200, { token_type: 'Bearer' })],
    ['a token with a line break', json(200, { access_token: 'FAKE\r\nX-Evil: 1' })],
    ['HTML', bytes(200, '<html></html>')],
    ['a list', json(200, [])],
  ])('is unusable with %s', async (_, script) => {
    upstream.play(script)
    expect(await thrownBy(tokenByApiKey(key, context()))).toMatchObject({ failure: 'unusable' })
  })
})

const iam = (code: string, message: string, more: object = {}) =>
  json(400, { errorCode: code, errorMessage: message, ...more })

describe('a refreshed token', () => {
  const set = (account: object, refreshToken: string) =>
    json(200, {
      access_token: jwt({ iam_id: 'IBMid-FAKE', account }),
      refresh_token: refreshToken,
      expires_in: 60,
    })
  const forms = () =>
    upstream.seen.map(({ body }) => {
      const form = new URLSearchParams(body)
      return [form.get('refresh_token'), form.get('account')]
    })

  it('that has lost the account is given it again', async () => {
    upstream.play(set({ valid: true }, 'FAKE-r2'), set({ bss: 'FAKEacc' }, 'FAKE-r3'))
    const { refreshToken } = await refresh('FAKE-r1', 'FAKEacc', context())
    expect(refreshToken).toBe('FAKE-r3')
    expect(forms()).toEqual([
      ['FAKE-r1', null],
      ['FAKE-r2', 'FAKEacc'],
    ])
  })

  it('that has one is left as it is', async () => {
    upstream.play(set({ bss: 'FAKEacc' }, 'FAKE-r2'))
    await refresh('FAKE-r1', 'FAKEacc', context())
    expect(forms()).toEqual([['FAKE-r1', null]])
  })
})

describe('refusals', () => {
  const byKey = () => tokenByApiKey(key, context())
  const byPasscode = () => tokenByPasscode('FAKEpass', context())
  const byAccount = () => tokenForAccount('FAKE-r', 'FAKEacc', context())
  const byRefresh = () => refresh('FAKE-r', 'FAKEacc', context())

  it.each([
    ['unknown', byKey, iam('BXNIM0415E', 'Provided API key could not be found.')],
    ['disabled', byKey, iam('FAKE01E', 'Provided API key is disabled.')],
    ['locked', byKey, iam('FAKE02E', 'The user is locked.')],
    ['expired', byKey, iam('FAKE03E', 'Provided API key has expired.')],
    ['mfa_required', byKey, iam('BXNIM0400E', 'x', { requirements: { code: 'MFA', error: 'y' } })],
    ['mfa_required', byPasscode, iam('FAKE04E', 'Multi-factor authentication is needed')],
    ['passcode_used', byPasscode, iam('BXNIM0407E', 'Invalid token')],
    ['passcode_used', byPasscode, iam('BXNIM0408E', 'gone')],
    ['session_over', byRefresh, iam('BXNIM0408E', 'Refresh token has expired.')],
    ['session_idle', byRefresh, iam('BXNIM0439E', 'Session is invalidated due to inactivity.')],
    ['not_in_account', byRefresh, iam('FAKE06E', 'The user is not a member of the account.')],
    ['not_in_account', byAccount, iam('BXNIM0141E', 'User is not member of the account')],
    ['mfa_required', byAccount, iam('BXNIM0400E', 'x', { requirements: { code: 'MFA' } })],
    ['session_over', byAccount, iam('BXNIM0408E', 'Refresh token has expired.')],
    ['not_in_account', byKey, iam('FAKE07E', 'The user no longer belongs to this account')],
    ['account_inactive', byKey, iam('FAKE08E', 'The account is suspended.')],
    ['mfa_required', byPasscode, iam('BXNIM0400E', 'x', { requirements: [{ code: 'TOTP' }] })],
    [
      'locked',
      byPasscode,
      iam('BXNIM0400E', 'x', {
        requirements: { code: 'FAKE_AccountLocked', error: 'Account has been locked' },
      }),
    ],
    ['session_over', byRefresh, iam('BXNIM0407E', 'Invalid token')],
    ['other', byKey, iam('FAKE05E', 'We would rather not')],
  ] as const)('%s', async (reason, act, script) => {
    upstream.play(script)
    const error = await thrownBy(act())
    expect(error).toBeInstanceOf(IamRefusal)
    expect(error).toMatchObject({ reason })
  })

  it('keep IBM’s code, sentence and id, and never the key', async () => {
    upstream.play(iam('BXNIM0415E', `no ${key} here`, { context: { requestId: 'FAKE-ctx' } }))
    const error = await thrownBy(byKey())
    expect(error).toMatchObject({
      code: 'BXNIM0415E',
      said: 'no •••• here',
      facts: { status: 400, correlationId: 'FAKE-ctx' },
    })
    expect(`${error instanceof Error ? error.stack : ''} ${JSON.stringify(error)}`).not.toContain(
      key,
    )
  })

  it.each([
    ['unusable', bytes(503, '')],
    ['unusable', bytes(502, '<html></html>')],
    ['network', reset],
    ['rate_limited', bytes(429, '', { 'retry-after': '9' })],
    ['unusable', bytes(404, '<html>not here</html>')],
    ['unusable', bytes(403, '<html>Blocked by the proxy</html>')],
    ['unusable', bytes(401, 'Unauthorized')],
    ['unusable', json(401, {})],
    ['unusable', json(403, { message: 'Forbidden' })],
    ['unusable', json(403, { code: 403, message: 'Forbidden' })],
    ['unusable', bytes(302, '', { location: 'https://evil.example/' })],
  ] as const)('are not what a broken IAM gives: %s', async (failure, script) => {
    for (const act of [byKey, byRefresh]) {
      upstream.play(script)
      const error = await thrownBy(act())
      expect(error).toBeInstanceOf(UpstreamError)
      expect(error).toMatchObject({ failure })
      expect(upstream.seen).toHaveLength(1)
    }
  })

  it('nor one that hangs', async () => {
    upstream.play(hang)
    const error = await thrownBy(tokenByApiKey(key, { ...context(), deadlineMs: Date.now() + 200 }))
    expect(error).toMatchObject({ failure: 'timeout' })
  })
})

describe('keyDetails', () => {
  it('sends the key in its own header, and the bearer where given', async () => {
    upstream.play(
      json(200, {
        id: 'ApiKey-FAKE',
        name: 'writer',
        iam_id: 'iam-FAKE',
        account_id: 'FAKEacc',
        locked: false,
        disabled: true,
        expires_at: '2026-10-14T09:31+0000',
        created_at: '2025-01-02T03:04:05Z',
      }),
    )
    expect(await keyDetails(key, { ...context(), token: 'FAKE-token' })).toEqual({
      id: 'ApiKey-FAKE',
      name: 'writer',
      iamId: 'iam-FAKE',
      accountId: 'FAKEacc',
      locked: false,
      disabled: true,
      expiresAtMs: Date.UTC(2026, 9, 14, 9, 31),
      createdAtMs: Date.UTC(2025, 0, 2, 3, 4, 5),
    })
    expect(upstream.seen[0]).toMatchObject({ method: 'GET', url: '/iam/v1/apikeys/details' })
    expect(upstream.seen[0]?.headers).toMatchObject({
      'iam-apikey': key,
      authorization: 'Bearer FAKE-token',
    })
  })

  it('takes what is missing for unknown', async () => {
    upstream.play(json(200, { id: 'ApiKey-FAKE', expires_at: 'never' }))
    const details = await keyDetails(key, context())
    expect(details).toMatchObject({ name: null, locked: false, expiresAtMs: null })
    expect(upstream.seen[0]?.headers.authorization).toBeUndefined()
  })

  it('is not judged by what IAM says of the one who asks', async () => {
    for (const script of [
      json(401, { errors: [{ code: 'invalid_token', message: 'no' }] }),
      json(403, { errors: [{ code: 'BXNIM0407E', message: 'Provided token is expired' }] }),
    ]) {
      upstream.play(script)
      const asked = keyDetails(key, { ...context(), token: 'FAKE-token' })
      expect(await thrownBy(asked)).toMatchObject({ failure: 'refused' })
    }
    const unknown = { errors: [{ code: 'BXNIM0415E', message: 'not found' }] }
    upstream.play(json(401, unknown))
    expect(await thrownBy(keyDetails(key, context()))).toMatchObject({ reason: 'unknown' })
  })

  it('throws for a key that IAM does not know', async () => {
    upstream.play(json(404, { errors: [{ code: 'not_found', message: 'API key not found' }] }))
    expect(await thrownBy(keyDetails(key, context()))).toMatchObject({ reason: 'unknown' })
  })
})

describe('claims', () => {
  it('reads a person and a service ID', () => {
    const person = {
      iam_id: 'IBMid-FAKE',
      name: 'Ines',
      email: 'i@x.example',
      sub: 'i@x.example',
      account: { bss: 'FAKEacc' },
      exp: 5,
    }
    expect(claims(jwt(person))).toEqual({
      iamId: 'IBMid-FAKE',
      name: 'Ines',
      email: 'i@x.example',
      accountId: 'FAKEacc',
      accountName: 'FAKEacc',
      subType: null,
      expiresAtMs: 5_000,
    })
    const service = { iam_id: 'iam-ServiceId-FAKE', sub: 'ServiceId-FAKE', sub_type: 'ServiceId' }
    expect(claims(jwt(service))).toMatchObject({
      name: 'iam-ServiceId-FAKE',
      email: '',
      subType: 'ServiceId',
      expiresAtMs: null,
    })
  })

  it('names a trusted profile by its id, where the token brings no name', () => {
    const profile = { iam_id: 'iam-Profile-FAKE', sub: 'Profile-FAKE', account: { bss: 'FAKEacc' } }
    expect(claims(jwt(profile))).toMatchObject({
      iamId: 'iam-Profile-FAKE',
      name: 'iam-Profile-FAKE',
      email: '',
      accountId: 'FAKEacc',
    })
  })

  it.each([
    '',
    'FAKE',
    'a.b.c',
    'a..c',
    `a.${btoa('[]')}.c`,
    `a.${btoa('null')}.c`,
    jwt({ iam_id: 7, account: 'x', exp: 'soon' }),
  ])('does not break on %j', (token) => {
    expect(claims(token)).toMatchObject({ iamId: '', accountId: '', expiresAtMs: null })
  })
})
