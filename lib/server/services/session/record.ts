import 'server-only'
import type { RequestContext } from '@/lib/server/context'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'

/** By what somebody signs in. */
export type Way = 'key' | 'passcode' | 'oidc'

/**
 * A session and what belongs to it stand or fall with their record: `start` works in one transaction, and the browser gets
 * its cookies only after that.
 */
export async function withRecord<Result>(
  headers: Headers,
  start: (db: Db, cookies: Headers) => Promise<Result>,
): Promise<Result> {
  const cookies = new Headers()
  const result = await inTransaction(await getDb(), (db) => start(db, cookies))
  for (const cookie of cookies.getSetCookie()) headers.append('Set-Cookie', cookie)
  return result
}

type User = { id: string; name: string; email: string }

const words: Record<Way, string> = {
  key: 'IBM Cloud API key',
  passcode: 'one-time passcode',
  oidc: 'company account',
}

/** Writes down that somebody signed in, within the caller's transaction if it is one. */
export function recordSignIn(db: Db, ctx: RequestContext, user: User, way: Way): Promise<string> {
  return appendEvent(db, entry(ctx, user, 'session.create', words[way]))
}

/**
 * Writes down that somebody was not let in. `user`: who it was, where that is certain; a name that was merely claimed is
 * none. The caller sees to it that a flood of these is not written.
 */
export function recordRefusal(
  db: Db,
  ctx: RequestContext,
  user: User | null,
  way: Way,
  { code, detail }: { code: string; detail: string },
): Promise<string> {
  const attempt = entry(ctx, user, 'session.create', words[way])
  return appendEvent(db, attempt, { outcome: 'failed', code, detail })
}

/** Writes down that somebody signed out. */
export function recordSignOut(db: Db, ctx: RequestContext, user: User): Promise<string> {
  return appendEvent(db, entry(ctx, user, 'session.delete', null))
}

function entry(
  { address, requestId }: RequestContext,
  user: User | null,
  action: 'session.create' | 'session.delete',
  subject: string | null,
) {
  const { id, name, email } = user ?? { id: '', name: '', email: '' }
  return {
    accountId: '',
    instanceId: '',
    actor: { id, name, email, address },
    via: 'session' as const,
    action,
    subject,
    requestId,
  }
}
