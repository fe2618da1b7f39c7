import { describe, expect, it } from 'vitest'
import { KEY_VALUES, MANAGER } from '../seed/identities.ts'
import {
  ACCOUNT_ID,
  ACCOUNT_NAME,
  CIS,
  FOREIGN_CIS,
  OTHER_ACCOUNT_ID,
  OTHER_ACCOUNT_NAME,
} from '../seed/instances.ts'
import { apiKeyGrant, createTestClient, passcodeGrant, type Wire } from '../test-client.ts'

const claimsOf = (token: string) => JSON.parse(atob(token.split('.')[1] ?? ''))

function client() {
  const made = createTestClient()
  const control = (path: string, body: unknown) =>
    made.call('POST', `/_simulator${path}`, { body: JSON.stringify(body) })
  const get = (path: string, token: string) =>
    made.call('GET', path, { headers: { Authorization: `Bearer ${token}` } })
  const refresh = (refresh_token: string, more: Record<string, string> = {}) =>
    made.requestToken({ grant_type: 'refresh_token', refresh_token, ...more }, true)
  const byPasscode = async (key: string, account: boolean, more: Record<string, string> = {}) => {
    const { passcode } = (await control('/passcodes', { key, account })).body
    return made.requestToken({ ...passcodeGrant(passcode), ...more }, true)
  }
  return { ...made, control, get, refresh, byPasscode }
}

describe('a passcode whose token has no account', () => {
  it('is good for the list of accounts, and for nothing in them', async () => {
    const { byPasscode, get } = client()
    const { body } = await byPasscode('manager', false)
    const token = body.access_token
    expect(claimsOf(token)).toMatchObject({ iam_id: MANAGER.iamId, account: { valid: true } })
    expect(claimsOf(token).account).not.toHaveProperty('bss')
    expect((await get('/rc/v2/resource_instances', token)).status).toBe(403)
    const zones = `/cis/v1/${encodeURIComponent(CIS.big.crn)}/zones`
    expect((await get(zones, token)).status).toBe(403)

    for (const path of ['/accounts/coe/v2/accounts', '/iam/coe/v2/accounts']) {
      const { status, body: list } = await get(path, token)
      expect(status).toBe(200)
      expect(list.total_results).toBe(2)
      const names = list.resources.map((it: Wire) => [it.metadata.guid, it.entity.name])
      expect(names).toEqual([
        [ACCOUNT_ID, ACCOUNT_NAME],
        [OTHER_ACCOUNT_ID, OTHER_ACCOUNT_NAME],
      ])
      expect(list.resources[0].entity).toMatchObject({ state: 'ACTIVE' })
    }
  })

  it.each(['account', 'bss_account'])(
    'is bound to an account by a refresh with %s',
    async (field) => {
      const { byPasscode, refresh, get } = client()
      const first = (await byPasscode('manager', false)).body
      const own = (await refresh(first.refresh_token, { [field]: ACCOUNT_ID })).body
      expect(claimsOf(own.access_token).account.bss).toBe(ACCOUNT_ID)
      const zones = (crn: string) => `/cis/v1/${encodeURIComponent(crn)}/zones`
      expect((await get(zones(CIS.big.crn), own.access_token)).status).toBe(200)
      expect((await get(zones(FOREIGN_CIS.crn), own.access_token)).status).toBe(403)

      const again = (await refresh(own.refresh_token)).body
      expect(claimsOf(again.access_token).account.bss).toBe(ACCOUNT_ID)

      const other = (await refresh(first.refresh_token, { [field]: OTHER_ACCOUNT_ID })).body
      expect((await get(zones(FOREIGN_CIS.crn), other.access_token)).status).toBe(200)
      expect((await get(zones(CIS.big.crn), other.access_token)).status).toBe(403)
      const instances = await get('/rc/v2/resource_instances', other.access_token)
      expect(instances.body.resources.map((it: Wire) => it.name)).toEqual([FOREIGN_CIS.name])
    },
  )

  it('stays without one while none is chosen, and takes none that is not theirs', async () => {
    const { byPasscode, refresh } = client()
    const { refresh_token } = (await byPasscode('reader', false)).body
    const still = (await refresh(refresh_token)).body
    expect(claimsOf(still.access_token).account).not.toHaveProperty('bss')
    expect(await refresh(refresh_token, { account: OTHER_ACCOUNT_ID })).toMatchObject({
      status: 400,
      body: { errorCode: 'BXNIM0141E' },
    })
  })

  it('may name the account itself', async () => {
    const { byPasscode } = client()
    const { body } = await byPasscode('manager', false, { account: OTHER_ACCOUNT_ID })
    expect(claimsOf(body.access_token).account.bss).toBe(OTHER_ACCOUNT_ID)
  })
})

describe('accounts', () => {
  it('are told one by one, and not to others', async () => {
    const { tokenOf, get } = client()
    const token = await tokenOf('reader')
    const listed = await get(`/accounts/coe/v2/accounts/${ACCOUNT_ID}`, token)
    expect(listed.body.entity.name).toBe(ACCOUNT_NAME)
    expect((await get(`/accounts/v4/accounts/${OTHER_ACCOUNT_ID}`, token)).status).toBe(403)
    expect((await get('/accounts/cake', token)).status).toBe(404)
    expect((await get('/accounts/coe/v2/accounts', 'FAKE')).status).toBe(401)
  })

  it('can fail by themselves, wherever they are asked for', async () => {
    const { simulator, tokenOf, get } = client()
    const effect = { kind: 'status', status: 503 } as const
    simulator.faults.add({ match: { service: 'accounts' }, effect })
    const token = await tokenOf('reader')
    expect((await get('/iam/coe/v2/accounts', token)).status).toBe(503)
    expect((await get('/accounts/coe/v2/accounts', token)).status).toBe(503)
  })
})

describe('somebody who is removed from the account', () => {
  it('is refused every new token there, and may do nothing with the old one', async () => {
    const { control, byPasscode, refresh, requestToken, get } = client()
    const before = (await byPasscode('reader', true)).body
    await control('/members', { key: 'reader', member: false })
    const notMember = { status: 400, body: { errorCode: 'BXNIM0141E' } }
    expect(await refresh(before.refresh_token)).toMatchObject(notMember)
    expect(await byPasscode('reader', true)).toMatchObject(notMember)
    expect(await requestToken(apiKeyGrant(KEY_VALUES.reader))).toMatchObject(notMember)
    const zones = `/cis/v1/${encodeURIComponent(CIS.big.crn)}/zones`
    expect((await get(zones, before.access_token)).status).toBe(403)
    const without = (await byPasscode('reader', false)).body
    const { body } = await get('/accounts/coe/v2/accounts', without.access_token)
    expect(body).toMatchObject({ total_results: 0, resources: [] })

    await control('/members', { key: 'reader', member: true })
    expect((await refresh(before.refresh_token)).status).toBe(200)
  })

  it('is named by a key and an account that are there', async () => {
    const { control } = client()
    for (const body of [
      { member: false },
      { key: 'reader' },
      { key: 'reader', member: false, account: 'x' },
    ]) {
      expect((await control('/members', body)).status).toBe(400)
    }
  })
})

it('makes people of a test’s own, who can be removed without anyone else', async () => {
  const { control, requestToken, byPasscode, refresh } = client()
  const person = (await control('/people', { like: 'writer', name: 'Kim Novak' })).body
  const token = (await requestToken(apiKeyGrant(person.apiKey))).body.access_token
  expect(claimsOf(token)).toMatchObject({ iam_id: person.iamId, name: 'Kim Novak' })
  const session = (await byPasscode(person.apiKey, true)).body
  await control('/members', { key: person.apiKey, member: false })
  expect((await refresh(session.refresh_token)).body.errorCode).toBe('BXNIM0141E')
  expect((await requestToken(apiKeyGrant(KEY_VALUES.writer))).status).toBe(200)
  for (const like of [undefined, 'nobody', 'profile']) {
    expect((await control('/people', { like })).status).toBe(400)
  }
})

describe('a key that was just made', () => {
  const seconds = { key: 'writer', knownInSeconds: 60 }

  it('is not known at first', async () => {
    const { control, requestToken, call, clock } = client()
    const { apiKey } = (await control('/keys', seconds)).body
    const ask = () => requestToken(apiKeyGrant(apiKey))
    const details = () =>
      call('GET', '/iam/v1/apikeys/details', { headers: { 'IAM-ApiKey': apiKey } })
    clock.advance(59_000)
    expect(await ask()).toMatchObject({ status: 400, body: { errorCode: 'BXNIM0415E' } })
    expect((await details()).status).toBe(404)
    clock.advance(1_000)
    expect((await ask()).status).toBe(200)
    expect((await details()).status).toBe(200)
  })

  it('takes as long as the setting says', async () => {
    const { control, requestToken, clock } = client()
    await control('/settings', { newKeySeconds: 5 })
    const { apiKey } = (await control('/keys', {})).body
    expect((await requestToken(apiKeyGrant(apiKey))).status).toBe(400)
    clock.advance(5_000)
    expect((await requestToken(apiKeyGrant(apiKey))).status).toBe(200)
  })
})

describe('a session of IAM', () => {
  it('ends after a time without a refresh, and says which', async () => {
    const { control, byPasscode, refresh, clock } = client()
    await control('/settings', { sessionIdleSeconds: 7200 })
    const { refresh_token, session_id } = (await byPasscode('manager', true)).body
    clock.advance(7_199_000)
    const renewed = (await refresh(refresh_token)).body
    expect(renewed.session_id).toBe(session_id)
    clock.advance(7_199_000)
    // The session is what has been used, whichever of its tokens is shown.
    expect((await refresh(refresh_token)).status).toBe(200)
    clock.advance(7_200_000)
    expect(await refresh(renewed.refresh_token)).toMatchObject({
      status: 400,
      body: {
        errorCode: 'BXNIM0439E',
        errorMessage: `Session '${session_id}' is invalidated due to inactivity.`,
      },
    })
  })

  it('ends at the latest when its tokens do', async () => {
    const { control, byPasscode, refresh, clock } = client()
    await control('/settings', { sessionSeconds: 86_400 })
    const { refresh_token } = (await byPasscode('manager', true)).body
    clock.advance(86_400_000)
    expect((await refresh(refresh_token)).body.errorCode).toBe('BXNIM0408E')
  })

  it('can be refused for any of IAM’s reasons', async () => {
    const { control, byPasscode } = client()
    const match = { service: 'iam', path: '/identity/token' }
    await control('/faults', { match, effect: { kind: 'iam-refusal', reason: 'sessionInactive' } })
    expect(await byPasscode('manager', true)).toMatchObject({
      status: 400,
      body: { errorCode: 'BXNIM0439E' },
    })
    const cake = { match, effect: { kind: 'iam-refusal', reason: 'cake' } }
    expect((await control('/faults', cake)).status).toBe(400)
  })
})

describe('a trusted profile', () => {
  it.each([true, false])('signs in, by a passcode: %s', async (byCode) => {
    const { byPasscode, requestToken, get } = client()
    const { body } = byCode
      ? await byPasscode('profile', true)
      : await requestToken(apiKeyGrant(KEY_VALUES.profile))
    const claims = claimsOf(body.access_token)
    expect(claims.iam_id).toMatch(/^iam-Profile-[0-9a-f-]{36}$/)
    expect(claims).toMatchObject({ sub_type: 'Profile', account: { bss: ACCOUNT_ID } })
    expect(claims.iam_id).toBe(`iam-${claims.sub}`)
    expect(claims).not.toHaveProperty('email')
    const zones = `/cis/v1/${encodeURIComponent(CIS.big.crn)}/zones`
    expect((await get(zones, body.access_token)).status).toBe(200)
  })
})
