import 'server-only'
import { LRUCache } from 'lru-cache'
import { narrowed } from '@/lib/grants/narrow'
import { tokenAttempt } from '@/scripts/lib/front/bearer.mjs'
import { callerNetwork, remoteAddress } from './address'
import type { Caller, Rights } from './context'
import { hashId, randomId } from './crypto'
import { getDb } from './db/client'
import { claimSignIn } from './db/sign-in-failures'
import { type FoundToken, findToken, touchToken } from './db/tokens'
import { AppError } from './errors'
import { log } from './log'
import { maySignIn } from './oidc/ways'
import { grantsOf } from './rights'
import { singleton } from './singleton'

const prefix = 'lpd_'
const form = /^bearer +(lpd_[A-Za-z0-9_-]{43})$/i

/** A new token's secret: 256 random bits, so that its plain hash is all that has to be kept of it. */
export const newSecret = (): string => prefix + randomId()

/** Whether a request comes with a token, or with what was to be one: then nothing else says who it is from. */
export const sendsToken = ({ headers }: Pick<Request, 'headers'>): boolean =>
  tokenAttempt(headers.get('authorization')) !== null

/**
 * The program that a request's token stands for. Throws `signed_out`, in one way for a token that is malformed, unknown,
 * expired or revoked; after ten of those from one address within ten minutes `rate_limited`. A token that counts is
 * never held up by others' failures.
 */
export async function callerByToken(request: Request): Promise<Caller> {
  const secret = form.exec(tokenAttempt(request.headers.get('authorization')) ?? '')?.[1]
  const db = await getDb()
  const found = secret === undefined ? null : await findToken(db, hashId(secret))
  // Whoever can't sign in any more does not come in by a token either.
  if (!found || !maySignIn(found.person)) throw await refused(request)
  await touchToken(db, found.token)
  const { token, person } = found
  return {
    idHash: null,
    expiresAtMs: token.expiresAt,
    principal: {
      kind: 'token',
      id: token.id,
      name: token.name,
      email: person.email,
      account: null,
      personId: person.id,
      personName: person.name,
    },
    credential: null,
    rights: await rightsOf(found),
    administers: null,
    via: 'token',
  }
}

type Grants = Extract<Rights, { by: 'grants' }>['grants']
type Known = { of: Grants; grants: Grants }
const known = () => singleton('grants-of-tokens', () => new LRUCache<string, Known>({ max: 2_000 }))

/** Worked out once for as long as the person's own grants stay what they are; a token itself never changes. */
async function rightsOf({ token, person, teamVersion }: FoundToken): Promise<Rights> {
  const of = await grantsOf(person, teamVersion)
  const found = known().get(token.id)
  if (found?.of === of) return { by: 'grants', grants: found.grants }
  const grants = narrowed(of, token)
  known().set(token.id, { of, grants })
  return { by: 'grants', grants }
}

async function refused(request: Request): Promise<AppError> {
  const address = remoteAddress(request)
  // Apart from sign-ins: a program with an old token must not keep people of its address from signing in.
  const waitSeconds = await claimSignIn(await getDb(), [`token:${callerNetwork(address)}`])
  if (waitSeconds > 0) {
    return new AppError(
      'rate_limited',
      'Too many requests with a token that is not valid came from this address. Try again later.',
      { retryAfterSeconds: waitSeconds },
    )
  }
  log.info('token_refused', { address })
  return new AppError(
    'signed_out',
    'This token is not valid: it is unknown, has expired or was revoked. Create one on the Tokens page.',
  )
}
