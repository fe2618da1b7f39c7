import 'server-only'
import { isHttps } from './address'
import { isAllowedAccount } from './allowed-accounts'
import type { Principal, SessionContext } from './context'
import { keepCredential, letGo, signedOut, toCredential } from './credential'
import { hashId, randomId } from './crypto'
import { type Db, getDb } from './db/client'
import {
  createSession,
  findSession,
  removeOldestSessions,
  removeSession,
  type SessionRow,
  touchSession,
} from './db/sessions'
import { env } from './env'
import type { TokenSet } from './ibm/iam'

/** However long IBM would go on refreshing: a day's work, then sign in again. */
const sessionLifeMs = 12 * 60 * 60 * 1000
/** Browsers that somebody is signed in with at once; one more ends the oldest. */
const mostSessions = 50

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
  if (!row || !isAllowedAccount(row.accountId)) return null
  await touchSession(db, row)
  return toContext(row)
}

function toContext(row: SessionRow): SessionContext {
  const { idHash, accountId, accountName, userId, userName, userEmail, expiresAt } = row
  return {
    idHash,
    expiresAtMs: expiresAt,
    principal: {
      kind: 'ibm',
      id: userId,
      name: userName,
      email: userEmail,
      account: { id: accountId, name: accountName },
    },
    credential: toCredential(row.credential),
  }
}

/**
 * Starts a session and sets its cookie. `expiresAtMs`: when it ends at the latest. Beyond as many as a person can use, the
 * oldest end.
 */
export async function startSession(
  token: TokenSet,
  principal: Principal,
  request: Request,
  headers: Headers,
): Promise<{ expiresAtMs: number }> {
  const id = randomId()
  const db = await getDb()
  // Whoever signs in again leaves no older session behind that only its end would close.
  const former = cookieId(request.headers)
  if (former) await end(db, hashId(former))
  const now = Date.now()
  // Without a refresh token the session can't outlive the access token.
  const expiresAtMs = token.refreshToken ? now + sessionLifeMs : token.expiresAtMs
  const owner = { accountId: principal.account.id, userId: principal.id }
  const credentialId = await keepCredential(
    db,
    { accountId: owner.accountId, iamId: owner.userId },
    token,
  )
  await createSession(db, {
    idHash: hashId(id),
    ...owner,
    accountName: principal.account.name,
    userName: principal.name,
    userEmail: principal.email,
    credentialId,
    expiresAt: expiresAtMs,
  })
  for (const oldest of await removeOldestSessions(db, owner, mostSessions)) await letGo(db, oldest)
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
  if (id) await end(await getDb(), hashId(id))
  setCookie(headers, '', 0, isHttps(request.headers, env().APP_URL))
}

async function end(db: Db, idHash: string): Promise<void> {
  const credentialId = await removeSession(db, idHash)
  if (credentialId) await letGo(db, credentialId)
}

function setCookie(headers: Headers, value: string, maxAgeSeconds: number, https: boolean) {
  const name = https ? names.secure : names.plain
  const secure = https ? '; Secure' : ''
  headers.append(
    'Set-Cookie',
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`,
  )
}
