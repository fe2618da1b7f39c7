import type { SimApiKey, SimIdentity, SimState } from '../state.ts'
import type { Signer } from '../tokens.ts'
import type { Refusal } from './errors.ts'
import { openRefreshToken } from './token-set.ts'

export type Grant = { identity: SimIdentity } | { refusal: Refusal; property?: string }

type GrantInput = { form: URLSearchParams; state: SimState; nowMs: number; refresh: Signer }

export const GRANTS: Record<string, { needsCliClient: boolean; check(input: GrantInput): Grant }> =
  {
    'urn:ibm:params:oauth:grant-type:apikey': { needsCliClient: false, check: byApiKey },
    'urn:ibm:params:oauth:grant-type:passcode': { needsCliClient: true, check: byPasscode },
    refresh_token: { needsCliClient: true, check: byRefreshToken },
  }

function byApiKey({ form, state, nowMs }: GrantInput): Grant {
  const value = form.get('apikey')
  if (!value) return { refusal: 'missingProperty', property: 'apikey' }
  const key = state.apiKeys.find((candidate) => candidate.value === value)
  const refusal = whyKeyIsRefused(key, nowMs)
  if (refusal) return { refusal }
  return byIamId(state, key?.iamId, 'unknownKey')
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
  return byIamId(state, iamId, 'unknownPasscode')
}

function byRefreshToken({ form, state, nowMs, refresh }: GrantInput): Grant {
  const token = form.get('refresh_token')
  if (!token) return { refusal: 'missingProperty', property: 'refresh_token' }
  const opened = openRefreshToken(refresh, token)
  if (!opened) return { refusal: 'badRefreshToken' }
  if (opened.expiresAtMs <= nowMs) return { refusal: 'refreshExpired' }
  return byIamId(state, opened.iamId, 'badRefreshToken')
}

function byIamId(state: SimState, iamId: string | undefined, otherwise: Refusal): Grant {
  const identity = iamId ? state.identities.get(iamId) : undefined
  return identity ? { identity } : { refusal: otherwise }
}
