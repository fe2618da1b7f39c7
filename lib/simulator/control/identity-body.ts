import { randomBytes } from 'node:crypto'
import type { SimContext } from '../context.ts'
import { KEY_VALUES } from '../seed/identities.ts'
import { ACCOUNT_ID } from '../seed/instances.ts'
import type { SimApiKey, SimIdentity } from '../state.ts'
import { BadBody, type Body, defined } from './body.ts'

/** Who owns a key, given by the name of a seeded one or by its value. */
function ownerOf(ctx: SimContext, nameOrValue: string): string {
  const seeded = Object.entries(KEY_VALUES).find(([name]) => name === nameOrValue)?.[1]
  const key = ctx.state.apiKeys.find(({ value }) => value === (seeded ?? nameOrValue))
  if (!key) throw new BadBody(`There is no key '${nameOrValue}'`)
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
  const { id, value } = addKey(ctx, ownerOf(ctx, body.string('key') ?? 'manager'), {
    knownFrom: now + (body.number('knownInSeconds') ?? ctx.settings.newKeySeconds) * 1000,
    expiresAt: expiresInSeconds === undefined ? null : now + expiresInSeconds * 1000,
    ...defined({
      name: body.string('name'),
      disabled: body.boolean('disabled'),
      locked: body.boolean('locked'),
    }),
  })
  return { id, apiKey: value }
}

function addKey(ctx: SimContext, iamId: string, over: Partial<SimApiKey>): SimApiKey {
  const key: SimApiKey = {
    id: `ApiKey-${randomBytes(16).toString('hex')}`,
    name: 'made-by-control',
    value: `FAKE-made-key-${randomBytes(15).toString('hex')}`,
    iamId,
    createdAt: ctx.now(),
    expiresAt: null,
    disabled: false,
    locked: false,
    ...over,
  }
  ctx.state.apiKeys.push(key)
  return key
}

/** `{like, name?}`: somebody with the rights of a seeded key's owner, so that a test has a person of its own. */
export function makePerson(ctx: SimContext, body: Body): { iamId: string; apiKey: string } {
  const like = ctx.state.identities.get(ownerOf(ctx, body.string('like') ?? ''))
  if (like?.kind !== 'user') throw new BadBody("'like' must be the key of a user")
  const id = randomBytes(5).toString('hex').toUpperCase()
  const person: SimIdentity = {
    ...structuredClone(like),
    iamId: `IBMid-${id}`,
    name: body.string('name') ?? `${like.name} ${id.slice(0, 4)}`,
    email: `${id.toLowerCase()}@nordlicht.example`,
  }
  ctx.state.identities.set(person.iamId, person)
  const key = addKey(ctx, person.iamId, {})
  return { iamId: person.iamId, apiKey: key.value }
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
