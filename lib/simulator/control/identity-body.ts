import { randomBytes } from 'node:crypto'
import type { SimContext } from '../context.ts'
import { KEY_VALUES } from '../seed/identities.ts'
import { ACCOUNT_ID } from '../seed/instances.ts'
import type { SimApiKey } from '../state.ts'
import { BadBody, type Body } from './body.ts'

/** Who owns the seeded key of a name. */
function ownerOf(ctx: SimContext, keyName: string): string {
  const value = Object.entries(KEY_VALUES).find(([name]) => name === keyName)?.[1]
  const key = ctx.state.apiKeys.find((candidate) => candidate.value === value)
  if (!key) throw new BadBody(`No seeded key has the name '${keyName}'`)
  return key.iamId
}

/** A fresh one-time passcode of the owner of one of the seeded keys; with `account: false` its token has none yet. */
export function mintPasscode(ctx: SimContext, body: Body): string {
  const iamId = ownerOf(ctx, body.string('key') ?? 'manager')
  const passcode = `FAKE${randomBytes(4).toString('hex')}`
  ctx.state.passcodes.set(passcode, iamId)
  if (body.boolean('account') === false) ctx.state.passcodesWithoutAccount.add(passcode)
  return passcode
}

/**
 * Another key of the owner of a seeded one: `{key, name?, knownInSeconds?, expiresInSeconds?, disabled?, locked?}`. IAM knows it
 * after `knownInSeconds`, without it after the setting `newKeySeconds`.
 */
export function makeKey(ctx: SimContext, body: Body): { id: string; apiKey: string } {
  const now = ctx.now()
  const expiresInSeconds = body.number('expiresInSeconds')
  const key: SimApiKey = {
    id: `ApiKey-${randomBytes(16).toString('hex')}`,
    name: body.string('name') ?? 'made-by-control',
    value: `FAKE-made-key-${randomBytes(15).toString('hex')}`,
    iamId: ownerOf(ctx, body.string('key') ?? 'manager'),
    createdAt: now,
    knownFrom: now + (body.number('knownInSeconds') ?? ctx.settings.newKeySeconds) * 1000,
    expiresAt: expiresInSeconds === undefined ? null : now + expiresInSeconds * 1000,
    disabled: body.boolean('disabled') ?? false,
    locked: body.boolean('locked') ?? false,
  }
  ctx.state.apiKeys.push(key)
  return { id: key.id, apiKey: key.value }
}

/** `{key, member, account?}`: removes the owner of a seeded key from an account, the big one unless said otherwise, or takes them back. */
export function changeMember(ctx: SimContext, body: Body): void {
  const iamId = ownerOf(ctx, body.string('key') ?? '')
  const account = body.string('account') ?? ACCOUNT_ID
  const member = body.boolean('member')
  if (member === undefined) throw new BadBody("'member' must be true or false")
  if (!ctx.state.accounts.has(account)) throw new BadBody(`There is no account '${account}'`)
  const entry = `${iamId} ${account}`
  if (member) ctx.state.removed.delete(entry)
  else ctx.state.removed.add(entry)
}
