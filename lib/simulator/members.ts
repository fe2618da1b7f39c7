import type { SimAccount, SimIdentity, SimState } from './state.ts'

/** The accounts that somebody belongs to just now, their own first, whichever one their token is for. */
export function accountsOf(state: SimState, iamId: string): SimAccount[] {
  const identity = state.identities.get(iamId)
  if (!identity) return []
  const ids = [identity.accountId, ...Object.keys(identity.elsewhere ?? {})]
  return ids.flatMap((id) => {
    const account = state.accounts.get(id)
    return account && isMember(state, iamId, id) ? [account] : []
  })
}

/** Somebody who was removed is no member; that they may be one at all is for `accountsOf` to know. */
function isMember(state: SimState, iamId: string, accountId: string): boolean {
  return !state.removed.has(`${iamId} ${accountId}`)
}

const NOTHING = { cisRoles: {}, bucketRoles: {}, senderOn: [] }

/**
 * Somebody with the rights that a token has, which was given out for one account, or (null) for none yet. Who was removed from the
 * account has none there, though the token lives on (unproven).
 */
export function asIn(
  state: SimState,
  identity: SimIdentity,
  accountId: string | null,
): SimIdentity {
  if (accountId === null) return { ...identity, ...NOTHING, accountId: '' }
  const member = isMember(state, identity.iamId, accountId)
  if (accountId === identity.accountId && member) return identity
  const roles = member ? (identity.elsewhere?.[accountId] ?? NOTHING) : NOTHING
  return { ...identity, ...roles, accountId }
}
