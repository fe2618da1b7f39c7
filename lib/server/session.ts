import 'server-only'
import { isHttps } from './address'
import { isAllowedAccount } from './allowed-accounts'
import type { Caller, Principal } from './context'
import { keepCredential, letGo, toCredential } from './credential'
import { signedOut } from './credential-errors'
import { hashId, open, randomId, seal } from './crypto'
import { inTransaction } from './db/audit-chain'
import { type Db, getDb } from './db/client'
import type { PersonRow } from './db/people'
import {
  createSession,
  findSession,
  type NewSession,
  removeOldestSessions,
  removeSession,
  type SessionRow,
  touchSession,
} from './db/sessions'
import { env } from './env'
import type { TokenSet } from './ibm/iam'
import { maySignIn, signInOptions } from './oidc/ways'
import { administersByIbm, grantsOf, isAdministrator, principalOf } from './rights'
import { loadTeam } from './team'
import { callerByToken, sendsToken } from './token-caller'

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

/** Who a request comes from: with a token the one that it stands for, whatever cookie goes along. Throws `signed_out`. */
export async function requireCaller(request: Request): Promise<Caller> {
  if (sendsToken(request)) return callerByToken(request)
  const caller = await readSession(request.headers)
  if (!caller) throw signedOut()
  return caller
}

/** For pages, which redirect instead of failing. */
export async function readSession(headers: Pick<Headers, 'get'>): Promise<Caller | null> {
  const id = cookieId(headers)
  if (!id) return null
  const db = await getDb()
  const row = await findSession(db, hashId(id))
  if (!row || (row.credential && !isAllowedAccount(row.accountId))) return null
  // Who can't sign in any more, by this way or since the company has another provider, is not signed in either; not even
  // once it is offered again.
  if (!(row.person ? maySignIn(row.person) : signInOptions().ibm)) {
    await end(db, row.idHash)
    return null
  }
  await touchSession(db, row)
  // Grants and connections count as they are now for those with a right of their own as well, who may administer them.
  await loadTeam(row.teamVersion)
  return row.person ? ofPerson(row, row.person) : withOwnRight(row)
}

/** Somebody with a right of their own at IBM. */
function withOwnRight(row: SessionRow): Caller | null {
  const { idHash, accountId, accountName, userId, userName, userEmail, expiresAt } = row
  if (!row.credential) return null
  const principal: Principal = {
    kind: 'ibm',
    id: userId,
    name: userName,
    email: userEmail,
    account: { id: accountId, name: accountName },
  }
  return {
    idHash,
    expiresAtMs: expiresAt,
    principal,
    credential: toCredential(row.credential),
    rights: { by: 'ibm' },
    administers: administersByIbm(principal),
    via: 'session',
  }
}

/** Somebody of the company's identity provider, with what is granted to them now. */
async function ofPerson(row: SessionRow, person: PersonRow): Promise<Caller> {
  const grants = await grantsOf(person, row.teamVersion)
  return {
    idHash: row.idHash,
    expiresAtMs: row.expiresAt,
    principal: principalOf(person),
    credential: null,
    rights: { by: 'grants', grants },
    administers: isAdministrator(grants) ? 'all' : null,
    via: 'session',
  }
}

/**
 * Starts a session of somebody with IBM's tokens of their own, and sets its cookie. `expiresAtMs`: when it ends at the
 * latest. Beyond as many as a person can use, the oldest end. `db`: the transaction that it belongs to.
 */
export async function startSession(
  token: TokenSet,
  { id: userId, name, email, account }: Principal & { account: NonNullable<Principal['account']> },
  request: Request,
  headers: Headers,
  db: Db,
): Promise<{ expiresAtMs: number }> {
  const credentialId = await keepCredential(db, { accountId: account.id, iamId: userId }, token)
  // Without a refresh token the session can't outlive the access token.
  const lifeMs = token.refreshToken ? sessionLifeMs : token.expiresAtMs - Date.now()
  return start(db, request, headers, lifeMs, {
    accountId: account.id,
    accountName: account.name,
    userId,
    userName: name,
    userEmail: email,
    credentialId,
  })
}

/**
 * The same for somebody of the company's identity provider, whose row was just written. `db`: the transaction that it
 * belongs to.
 */
export async function startSessionOf(
  person: PersonRow,
  idToken: string | null,
  request: Request,
  headers: Headers,
  db?: Db,
): Promise<{ expiresAtMs: number }> {
  return start(db ?? (await getDb()), request, headers, sessionLifeMs, {
    accountId: '',
    accountName: '',
    userId: person.id,
    userName: person.name,
    userEmail: person.email,
    personId: person.id,
    sealedIdToken: idToken === null ? null : seal(idToken, idTokenAad(person.id)),
  })
}

export const idTokenAad = (personId: string) => `id-token:${personId}`

type Started = NewSession extends infer Row
  ? Row extends unknown
    ? Omit<Row, 'idHash' | 'expiresAt'>
    : never
  : never

async function start(
  db: Db,
  request: Request,
  headers: Headers,
  lifeMs: number,
  session: Started,
): Promise<{ expiresAtMs: number }> {
  const id = randomId()
  // Whoever signs in again leaves no older session behind that only its end would close.
  const former = cookieId(request.headers)
  if (former) await end(db, hashId(former))
  const expiresAtMs = Date.now() + lifeMs
  await createSession(db, { ...session, idHash: hashId(id), expiresAt: expiresAtMs })
  for (const oldest of await removeOldestSessions(db, session, mostSessions)) {
    await letGo(db, oldest)
  }
  setCookie(headers, id, Math.floor(lifeMs / 1000), isHttps(request.headers, env().APP_URL))
  return { expiresAtMs }
}

/** A session that is over: whose it was, and what their identity provider is told with. */
export type Ended = { user: { id: string; name: string; email: string }; idToken: string | null }

/** Ends the request's session, if it has one, and clears the cookie. `record` writes it down, with it or not at all. */
export async function endSession(
  request: Request,
  headers: Headers,
  record: (db: Db, ended: Ended) => Promise<unknown>,
): Promise<Ended | null> {
  const id = cookieId(request.headers)
  const ended = id ? await endRecorded(hashId(id), record) : null
  setCookie(headers, '', 0, isHttps(request.headers, env().APP_URL))
  return ended
}

async function endRecorded(
  idHash: string,
  record: (db: Db, ended: Ended) => Promise<unknown>,
): Promise<Ended | null> {
  return inTransaction(await getDb(), async (transaction) => {
    const row = await findSession(transaction, idHash)
    // Whoever signs out twice at once is written down once.
    if (!(await end(transaction, idHash)) || !row) return null
    const { userId: id, userName: name, userEmail: email, person, sealedIdToken } = row
    const idToken = person && sealedIdToken && open(sealedIdToken, idTokenAad(person.id))
    const ended = { user: { id, name, email }, idToken }
    await record(transaction, ended)
    return ended
  })
}

/** @returns whether there was one */
async function end(db: Db, idHash: string): Promise<boolean> {
  const removed = await removeSession(db, idHash)
  if (removed?.credentialId) await letGo(db, removed.credentialId)
  return removed !== null
}

function setCookie(headers: Headers, value: string, maxAgeSeconds: number, https: boolean) {
  const name = https ? names.secure : names.plain
  const secure = https ? '; Secure' : ''
  headers.append(
    'Set-Cookie',
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`,
  )
}
