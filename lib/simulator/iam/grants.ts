import { findKey } from '../keys.ts'
import { accountsOf } from '../members.ts'
import type { Settings } from '../settings.ts'
import type { SimApiKey, SimIdentity, SimState } from '../state.ts'
import type { Signer } from '../tokens.ts'
import type { Refusal } from './errors.ts'
import { openRefreshToken } from './token-set.ts'

/** `accountId` null: none was chosen yet. `sessionId`: of the session that goes on; without it one begins. */
export type Granted = { identity: SimIdentity; accountId: string | null; sessionId?: string }

export type Refused = { refusal: Refusal; property?: string; sessionId?: string }

export type Grant = Granted | Refused

type GrantInput = {
  form: URLSearchParams
  state: SimState
  nowMs: number
  refresh: Signer
  settings: Readonly<Settings>
}

export const GRANTS: Record<string, { needsCliClient: boolean; check(input: GrantInput): Grant }> =
  {
    'urn:ibm:params:oauth:grant-type:apikey': { needsCliClient: false, check: byApiKey },
    'urn:ibm:params:oauth:grant-type:passcode': { needsCliClient: true, check: byPasscode },
    refresh_token: { needsCliClient: true, check: byRefreshToken },
  }

function byApiKey({ form, state, nowMs }: GrantInput): Grant {
  const value = form.get('apikey')
  if (!value) return { refusal: 'missingProperty', property: 'apikey' }
  const key = findKey(state, value, nowMs)
  const refusal = whyKeyIsRefused(key, nowMs)
  if (refusal) return { refusal }
  const identity = key && state.identities.get(key.iamId)
  // A key belongs to one account; which code its removed owner gets is unproven.
  return identity ? inAccount(state, identity, identity.accountId) : { refusal: 'unknownKey' }
}

function whyKeyIsRefused(key: SimApiKey | undefined, nowMs: number): Refusal | null {
  if (!key) return 'unknownKey'
  if (key.locked) return 'lockedKey'
  if (key.disabled) return 'disabledKey'
  if (key.expiresAt !== null && key.expiresAt <= nowMs) return 'expiredKey'
  return key.mfaRequired ? 'mfaRequired' : null
}

function byPasscode({ form, state }: GrantInput): Grant {
  const passcode = form.get('passcode')
  if (!passcode) return { refusal: 'missingProperty', property: 'passcode' }
  if (state.usedPasscodes.has(passcode)) return { refusal: 'usedPasscode' }
  const iamId = state.passcodes.get(passcode)
  state.passcodes.delete(passcode)
  if (iamId) state.usedPasscodes.add(passcode)
  const identity = iamId ? state.identities.get(iamId) : undefined
  if (!identity) return { refusal: 'unknownPasscode' }
  const own = state.passcodesWithoutAccount.has(passcode) ? null : identity.accountId
  return inAccount(state, identity, wantedAccount(form) ?? own)
}

function byRefreshToken({ form, state, nowMs, refresh, settings }: GrantInput): Grant {
  const token = form.get('refresh_token')
  if (!token) return { refusal: 'missingProperty', property: 'refresh_token' }
  const opened = openRefreshToken(refresh, token)
  const identity = opened && state.identities.get(opened.iamId)
  if (!identity) return { refusal: 'badRefreshToken' }
  const { sessionId } = opened
  if (opened.expiresAtMs <= nowMs) return { refusal: 'refreshExpired' }
  const idleSeconds = (nowMs - (state.sessions.get(sessionId) ?? opened.issuedAtMs)) / 1000
  if (settings.sessionIdleSeconds > 0 && idleSeconds >= settings.sessionIdleSeconds) {
    return { refusal: 'sessionInactive', sessionId }
  }
  const grant = inAccount(state, identity, wantedAccount(form) ?? opened.accountId)
  return 'refusal' in grant ? grant : { ...grant, sessionId }
}

/** `account` as IBM's CLI SDK sends it, `bss_account` as the CLI before it did and IBM's consoles do. */
function wantedAccount(form: URLSearchParams): string | null {
  return form.get('account') ?? form.get('bss_account')
}

function inAccount(state: SimState, identity: SimIdentity, accountId: string | null): Grant {
  const isMember =
    accountId === null || accountsOf(state, identity.iamId).some(({ id }) => id === accountId)
  return isMember ? { identity, accountId } : { refusal: 'notMember' }
}
