import 'server-only'
import { randomUUID } from 'node:crypto'
import { isHttps } from './address'
import type { SessionContext } from './context'
import { hashId, open, randomId, seal } from './crypto'
import { type Db, getDb } from './db/client'
import {
  createSession,
  findSession,
  removeSession,
  type SessionRow,
  touchSession,
  updateSessionTokens,
} from './db/sessions'
import { env } from './env'
import { AppError } from './errors'
import { refresh, type TokenSet } from './ibm/iam'
import { IamRefusal } from './ibm/iam-refusal'
import { log } from './log'
import { singleton } from './singleton'

/** However long IBM would go on refreshing: a day's work, then sign in again. */
const sessionLifeMs = 12 * 60 * 60 * 1000
/** A token this close to its end is refreshed first, so that it does not run out in the middle of a list. */
const refreshAheadMs = 5 * 60 * 1000

type Tokens = { access: string; refresh: string | null }
export type Person = Pick<SessionContext, 'user' | 'account'>

const names = { plain: 'logpush_session', secure: '__Host-logpush_session' }

/**
 * What the session cookie holds; null without one that could be a session's. Over HTTPS only the `__Host-` name counts:
 * a neighbouring host of the same domain can plant the plain one, but not that.
 */
function cookieId(headers: Pick<Headers, 'get'>): string | null {
  const name = isHttps(headers, env().APP_URL) ? names.secure : names.plain
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const [key, value = ''] = pair.trim().split('=', 2)
    if (key === name) return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
  }
  return null
}

/** The session a request belongs to. Throws `signed_out`. */
export async function requireSession(request: Request): Promise<SessionContext> {
  const session = await readSession(request.headers)
  if (!session) throw signedOut()
  return session
}

/** For pages, which redirect instead of failing. */
export async function readSession(headers: Pick<Headers, 'get'>): Promise<SessionContext | null> {
  const id = cookieId(headers)
  if (!id) return null
  const db = await getDb()
  const row = await findSession(db, hashId(id))
  if (!row) return null
  await touchSession(db, row)
  return toContext(row)
}

function toContext(row: SessionRow): SessionContext {
  const live = { row }
  return {
    idHash: row.idHash,
    user: { id: row.userId, name: row.userName, email: row.userEmail },
    account: { id: row.accountId, name: row.accountName },
    identity: `${row.accountId}/${row.userId}`,
    expiresAtMs: row.expiresAt,
    token: async () => {
      if (live.row.tokenExpiresAt - Date.now() > refreshAheadMs) return unseal(live.row).access
      return refreshed(live)
    },
    renewToken: (refused) => refreshed(live, refused),
  }
}

const refreshes = () => singleton('token-refreshes', () => new Map<string, Promise<SessionRow>>())

/** Refreshes IBM's token; concurrent callers of one session share the call. `refused`: IBM takes this one no more. */
async function refreshed(live: { row: SessionRow }, refused?: string): Promise<string> {
  const { idHash } = live.row
  const running = refreshes()
  let pending = running.get(idHash)
  if (!pending) {
    pending = refreshRow(idHash, refused).finally(() => running.delete(idHash))
    running.set(idHash, pending)
  }
  live.row = await pending
  return unseal(live.row).access
}

/** What the row holds now is looked at first: another request may have refreshed it, or signed out, meanwhile. */
async function refreshRow(idHash: string, refused: string | undefined): Promise<SessionRow> {
  const db = await getDb()
  const row = await findSession(db, idHash)
  if (!row) throw signedOut()
  const tokens = unseal(row)
  const leftMs = row.tokenExpiresAt - Date.now()
  const isFresh = refused === undefined ? leftMs > refreshAheadMs : tokens.access !== refused
  if (isFresh) return row
  const stillGood = refused === undefined && leftMs > 10_000
  if (!tokens.refresh) {
    if (stillGood) return row
    await removeAndForget(db, idHash)
    throw signedOut()
  }
  let fresh: TokenSet
  try {
    fresh = await refresh(tokens.refresh, {
      // Shared by all who wait for it, so it has a limit and an id of its own.
      deadlineMs: Date.now() + 10_000,
      requestId: randomUUID(),
    })
  } catch (error) {
    if (error instanceof IamRefusal) {
      log.info('session_ended_by_iam', { reason: error.reason, userId: row.userId })
      await removeAndForget(db, idHash)
      throw signedOut()
    }
    // IAM is down, but the token it gave still works for a while.
    if (stillGood) return row
    throw error
  }
  const next = {
    sealedTokens: sealTokens(idHash, {
      access: fresh.accessToken,
      refresh: fresh.refreshToken ?? tokens.refresh,
    }),
    tokenExpiresAt: fresh.expiresAtMs,
  }
  if (await updateSessionTokens(db, idHash, row.tokenExpiresAt, next)) return { ...row, ...next }
  // Another process was faster, or the person signed out meanwhile.
  const current = await findSession(db, idHash)
  if (!current) throw signedOut()
  return current
}

/** Starts a session and sets its cookie. `expiresAtMs`: when it ends at the latest. */
export async function startSession(
  token: TokenSet,
  person: Person,
  request: Request,
  headers: Headers,
): Promise<{ expiresAtMs: number }> {
  const id = randomId()
  const idHash = hashId(id)
  const db = await getDb()
  // Whoever signs in again leaves no older session behind that only its end would close.
  const former = cookieId(request.headers)
  if (former) await removeAndForget(db, hashId(former))
  const now = Date.now()
  // Without a refresh token the session can't outlive the access token.
  const expiresAtMs = token.refreshToken ? now + sessionLifeMs : token.expiresAtMs
  await createSession(db, {
    idHash,
    accountId: person.account.id,
    accountName: person.account.name,
    userId: person.user.id,
    userName: person.user.name,
    userEmail: person.user.email,
    sealedTokens: sealTokens(idHash, { access: token.accessToken, refresh: token.refreshToken }),
    tokenExpiresAt: token.expiresAtMs,
    expiresAt: expiresAtMs,
  })
  setCookie(
    headers,
    id,
    Math.floor((expiresAtMs - now) / 1000),
    isHttps(request.headers, env().APP_URL),
  )
  return { expiresAtMs }
}

/** Ends the request's session, if it has one, and clears the cookie. */
export async function endSession(request: Request, headers: Headers): Promise<void> {
  const id = cookieId(request.headers)
  if (id) await removeAndForget(await getDb(), hashId(id))
  setCookie(headers, '', 0, isHttps(request.headers, env().APP_URL))
}

function setCookie(headers: Headers, value: string, maxAgeSeconds: number, https: boolean) {
  const name = https ? names.secure : names.plain
  const secure = https ? '; Secure' : ''
  headers.append(
    'Set-Cookie',
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`,
  )
}

function sealTokens(idHash: string, tokens: Tokens): string {
  return seal(JSON.stringify(tokens), `session:${idHash}`)
}

/** Opening a seal takes longer than asking SQLite for it; the newest tokens of so many sessions stay open. */
const maxOpened = 200
const opened = () =>
  singleton('opened-tokens', () => new Map<string, { sealed: string; tokens: Tokens }>())

/** A row that another secret sealed is a session of the past: it ends, rather than failing every request. */
function unseal({ idHash, sealedTokens }: SessionRow): Tokens {
  const known = opened().get(idHash)
  if (known?.sealed === sealedTokens) return known.tokens
  const text = open(sealedTokens, `session:${idHash}`)
  if (text === null) throw signedOut()
  const tokens = JSON.parse(text) as Tokens // Written by sealTokens alone, and authenticated by the seal.
  if (opened().size >= maxOpened) opened().clear()
  opened().set(idHash, { sealed: sealedTokens, tokens })
  return tokens
}

async function removeAndForget(db: Db, idHash: string): Promise<void> {
  opened().delete(idHash)
  await removeSession(db, idHash)
}

function signedOut(): AppError {
  return new AppError(
    'signed_out',
    'You are not signed in, or your session is over. Sign in again.',
  )
}
