import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/server/errors'
import { closeConnections } from '@/lib/server/ibm/exchange'
import type { TokenSet } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import {
  bytes,
  json,
  type Script,
  type ScriptedUpstream,
  startUpstream,
} from '@/lib/server/ibm/scripted-upstream'
import { chosenAccount, withAccount } from './account-choice'

let iam: ScriptedUpstream
let accounts: ScriptedUpstream
beforeAll(async () => {
  iam = await startUpstream()
  accounts = await startUpstream()
  vi.stubEnv('IBMCLOUD_IAM_API_ENDPOINT', iam.url)
  vi.stubEnv('IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT', accounts.url)
  vi.stubEnv('APP_SECRET', Buffer.alloc(32, 7).toString('base64'))
})
afterAll(async () => {
  await iam.close()
  await accounts.close()
})
afterEach(async () => {
  vi.useRealTimers()
  await closeConnections()
})

const ctx = () => ({
  requestId: 'FAKE-request',
  deadlineMs: Date.now() + 5_000,
  arrivedAt: performance.now(),
  address: '198.51.100.1',
})

const jwt = (account: object) => {
  const claims = JSON.stringify({ iam_id: 'IBMid-FAKE', account })
  return `FAKE.${Buffer.from(claims).toString('base64url')}.FAKE`
}

let given = 0
/** IAM gives no refresh token twice. */
const tokenOf = (
  account: object,
  refreshToken: string | null = `FAKE-refresh-token-${++given}`,
): TokenSet => ({
  accessToken: jwt(account),
  refreshToken,
  expiresAtMs: Date.now() + 60_000,
})

const issued = (id: string) =>
  json(200, { access_token: jwt({ bss: id }), refresh_token: 'FAKE-next', expires_in: 60 })

const listed = (...ids: string[]) =>
  json(200, {
    resources: ids.map((id) => ({ metadata: { guid: id }, entity: { name: `Account ${id}` } })),
  })

async function problemOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

async function choiceOf(script: Script, account: object = { valid: true }) {
  accounts.play(script)
  const { code, detail, options } = await problemOf(withAccount(ctx(), tokenOf(account)))
  expect(code).toBe('account_needed')
  if (!options.choice) throw new Error('nothing to choose')
  return { detail, reason: options.reason, ...options.choice }
}

describe('a token', () => {
  it('of an account is kept', async () => {
    accounts.play(listed('a'))
    const token = tokenOf({ bss: 'a' })
    expect(await withAccount(ctx(), token)).toEqual({ token })
    expect(accounts.seen).toEqual([])
  })

  it('of none takes the only account by itself', async () => {
    accounts.play(listed('a'))
    iam.play(issued('a'))
    const token = tokenOf({ valid: true })
    expect(await withAccount(ctx(), token)).toMatchObject({
      accountName: 'Account a',
      token: { refreshToken: 'FAKE-next' },
    })
    expect(Object.fromEntries(new URLSearchParams(iam.seen[0]?.body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: token.refreshToken,
      account: 'a',
    })
  })

  it('of none asks which of several, and holds IBM’s token back', async () => {
    const choice = await choiceOf(listed('a', 'b'))
    expect(choice.accounts).toEqual([
      { id: 'a', name: 'Account a' },
      { id: 'b', name: 'Account b' },
    ])
    expect(Buffer.from(choice.continuation, 'base64url').toString('latin1')).not.toContain('FAKE')
  })

  it.each<[string, Script]>([
    ['has a fault', bytes(503, '')],
    ['is another service', bytes(404, '<html>Not found</html>')],
    ['refuses', json(403, { errors: [{ code: 'x', message: 'no' }] })],
    ['says nothing', bytes(200, '')],
  ])('of none asks for the id where the list of accounts %s', async (_, script) => {
    const choice = await choiceOf(script)
    expect(choice).toMatchObject({ accounts: [], reason: 'accounts_unlisted' })
    expect(choice.detail).toContain(new URL(accounts.url).host)
    iam.play(issued('typed'))
    const given = { continuation: choice.continuation, accountId: 'typed' }
    expect(await chosenAccount(ctx(), given)).toMatchObject({
      token: { refreshToken: 'FAKE-next' },
    })
  })

  it('of somebody who is nowhere a member is refused', async () => {
    accounts.play(listed())
    expect(await problemOf(withAccount(ctx(), tokenOf({})))).toMatchObject({
      code: 'ibm_credentials_refused',
      options: { reason: 'no_account' },
    })
  })

  it('that can’t be bound to any is of no use', async () => {
    const error = await problemOf(withAccount(ctx(), tokenOf({}, null)))
    expect(error).toMatchObject({
      code: 'ibm_credentials_refused',
      options: { reason: 'no_account' },
    })
  })
})

describe('the account that was chosen', () => {
  it('has its name', async () => {
    const { continuation } = await choiceOf(listed('a', 'b'))
    iam.play(issued('b'))
    const given = { continuation, accountId: 'b' }
    expect(await chosenAccount(ctx(), given)).toMatchObject({ accountName: 'Account b' })
  })

  it('is the one that the token is for', async () => {
    const { continuation } = await choiceOf(listed('a', 'b'))
    iam.play(issued('a'))
    const error = await problemOf(chosenAccount(ctx(), { continuation, accountId: 'b' }))
    expect(error.code).toBe('ibm_unusable')
  })

  it('may be refused by IAM', async () => {
    const { continuation } = await choiceOf(listed('a', 'b'))
    const body = { errorCode: 'BXNIM0141E', errorMessage: 'User is not member of the account' }
    iam.play(json(400, body))
    await expect(chosenAccount(ctx(), { continuation, accountId: 'c' })).rejects.toBeInstanceOf(
      IamRefusal,
    )
  })

  it('is chosen once, however often it is sent, and anew where IAM refused', async () => {
    const { continuation } = await choiceOf(listed('a', 'b'))
    const choose = (accountId: string) => chosenAccount(ctx(), { continuation, accountId })
    iam.play(json(400, { errorCode: 'BXNIM0141E', errorMessage: 'not a member' }), issued('a'))
    await expect(choose('c')).rejects.toBeInstanceOf(IamRefusal)
    const sent = await Promise.allSettled([choose('a'), choose('a'), choose('a')])
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const again = await problemOf(choose('b'))
    expect(again).toMatchObject({
      code: 'ibm_credentials_refused',
      detail: 'This sign-in was already completed; get a new passcode to sign in again.',
      options: { reason: 'choice_used', errors: [{ path: 'continuation' }] },
    })
    expect(iam.seen).toHaveLength(2)
  })

  it('is chosen in time, and by whoever was asked', async () => {
    const { continuation } = await choiceOf(listed('a', 'b'))
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] })
    iam.play(issued('a'))
    const late = await problemOf(chosenAccount(ctx(), { continuation, accountId: 'a' }))
    const forged = await problemOf(
      chosenAccount(ctx(), { continuation: 'A'.repeat(200), accountId: 'a' }),
    )
    for (const error of [late, forged]) {
      expect(error).toMatchObject({
        code: 'ibm_credentials_refused',
        options: { reason: 'choice_expired', errors: [{ path: 'continuation' }] },
      })
    }
    expect(iam.seen).toEqual([])
  })
})
