import { describe, expect, it } from 'vitest'
import { DESTINATION_KEY_VALUES, KEY_VALUES, PASSCODES, USED_PASSCODE } from '../seed/identities.ts'
import { apiKeyGrant, createTestClient, passcodeGrant } from '../test-client.ts'

const [passcode = ''] = PASSCODES.keys()
const claimsOf = (token: string) => JSON.parse(atob(token.split('.')[1] ?? ''))

describe('an API key', () => {
  it('is given an access token, and no refresh token without the client', async () => {
    const { requestToken, clock } = createTestClient()
    const { status, body } = await requestToken(apiKeyGrant(KEY_VALUES.manager))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: 'not_supported',
      expiration: clock.now() / 1000 + 3600,
    })
    expect(claimsOf(body.access_token)).toMatchObject({
      iam_id: 'IBMid-5500ADM1N0',
      name: 'Marta Lindqvist',
      exp: body.expiration,
    })
  })

  it('of a service ID says so in its token', async () => {
    const { requestToken } = createTestClient()
    const { body } = await requestToken(apiKeyGrant(DESTINATION_KEY_VALUES.cosWriter))
    expect(claimsOf(body.access_token)).toMatchObject({ sub_type: 'ServiceId' })
  })

  it.each([
    ['unknown', 'BXNIM0415E', 'could not be found'],
    ['disabled', 'BXNIM0420E', 'disabled'],
    ['locked', 'BXNIM0463E', 'locked'],
    ['expired', 'BXNIM0464E', 'expired'],
  ] as const)('%s is refused with %s', async (name, errorCode, text) => {
    const { status, body } = await createTestClient().requestToken(apiKeyGrant(KEY_VALUES[name]))
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode, errorMessage: expect.stringContaining(text) })
    expect(body.context.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(body)).not.toContain(KEY_VALUES[name])
  })

  it('of an account with a second factor is refused with requirements', async () => {
    const { body } = await createTestClient().requestToken(apiKeyGrant(KEY_VALUES.mfa))
    expect(body).toMatchObject({ errorCode: 'BXNIM0400E', requirements: { code: 'mfa_required' } })
  })
})

describe('a passcode', () => {
  it('is good once, from the client bx only', async () => {
    const { requestToken } = createTestClient()
    expect((await requestToken(passcodeGrant(passcode))).status).toBe(400)
    const first = await requestToken(passcodeGrant(passcode), true)
    expect(first.status).toBe(200)
    expect(first.body.refresh_token).not.toContain('.')
    const second = await requestToken(passcodeGrant(passcode), true)
    expect(second).toMatchObject({ status: 400, body: { errorCode: 'BXNIM0426E' } })
  })

  it('that was used before, or never given out, is refused', async () => {
    const { requestToken } = createTestClient()
    const used = await requestToken(passcodeGrant(USED_PASSCODE), true)
    const unknown = await requestToken(passcodeGrant('FAKE-never'), true)
    expect([used.body.errorCode, unknown.body.errorCode]).toEqual(['BXNIM0426E', 'BXNIM0425E'])
  })
})

describe('a refresh token', () => {
  async function signedIn() {
    const client = createTestClient()
    const { body } = await client.requestToken(passcodeGrant(passcode), true)
    const refresh = (token = body.refresh_token, byClient = true) =>
      client.requestToken({ grant_type: 'refresh_token', refresh_token: token }, byClient)
    return { client, refresh }
  }

  it('gives the same identity a new token', async () => {
    const { client, refresh } = await signedIn()
    client.clock.advance(3_600_000)
    const { status, body } = await refresh()
    expect(status).toBe(200)
    expect(claimsOf(body.access_token).iam_id).toBe('IBMid-5500ADM1N0')
  })

  it('is refused without the client, when it is made up, and when it is too old', async () => {
    const { client, refresh } = await signedIn()
    expect((await refresh(undefined, false)).status).toBe(400)
    expect((await refresh('FAKE')).body.errorCode).toBe('BXNIM0407E')
    client.clock.advance(31 * 24 * 3_600_000)
    expect((await refresh()).body.errorCode).toBe('BXNIM0408E')
  })
})

describe('a request that is not in IAM’s form', () => {
  it('is refused', async () => {
    const { call, requestToken } = createTestClient()
    const asJson = await call('POST', '/iam/identity/token', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(apiKeyGrant(KEY_VALUES.manager)),
    })
    expect(asJson.status).toBe(415)
    const cases: Record<string, string>[] = [
      { grant_type: 'password', username: 'a' },
      { grant_type: 'toString' },
      { grant_type: 'urn:ibm:params:oauth:grant-type:apikey' },
      { ...apiKeyGrant(KEY_VALUES.manager), response_type: 'uaa' },
    ]
    for (const form of cases) expect((await requestToken(form)).status, form.grant_type).toBe(400)
  })
})

describe('details of a key', () => {
  const details = (headers: Record<string, string>, options = {}) =>
    createTestClient(options).call('GET', '/iam/v1/apikeys/details', { headers })

  it('are told for the key itself, without it', async () => {
    const { status, body } = await details({ 'IAM-ApiKey': DESTINATION_KEY_VALUES.cosExpiresSoon })
    expect(status).toBe(200)
    expect(body).toMatchObject({ locked: false, disabled: false, apikey: '' })
    expect(body.iam_id).toMatch(/^iam-ServiceId-/)
    expect(body.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d\+0000$/)
    expect(JSON.stringify(body)).not.toContain(DESTINATION_KEY_VALUES.cosExpiresSoon)
  })

  it('have no date of expiry where there is none', async () => {
    const { body } = await details({ 'IAM-ApiKey': DESTINATION_KEY_VALUES.cosWriter })
    expect(body).not.toHaveProperty('expires_at')
  })

  it('are told for disabled and locked keys too', async () => {
    expect((await details({ 'IAM-ApiKey': KEY_VALUES.disabled })).body.disabled).toBe(true)
    expect((await details({ 'IAM-ApiKey': KEY_VALUES.locked })).body.locked).toBe(true)
  })

  it('are refused without a key, for an unknown one and to a bad token', async () => {
    expect((await details({})).status).toBe(400)
    const unknown = await details({ 'IAM-ApiKey': KEY_VALUES.unknown })
    expect(unknown).toMatchObject({
      status: 404,
      body: { errors: [{ message_code: 'BXNIM0415E' }] },
    })
    const bad = { 'IAM-ApiKey': KEY_VALUES.manager, Authorization: 'Bearer FAKE' }
    expect((await details(bad)).status).toBe(401)
  })
})

it('names its passcode page', async () => {
  const { call } = createTestClient()
  const { body } = await call('GET', '/iam/identity/.well-known/openid-configuration')
  expect(body.passcode_endpoint).toMatch(/\/_simulator\/passcode$/)
})
