import 'server-only'
import type { Permission } from '@/lib/schemas/permission'

/** What every service gets to know of the request it works for. */
export type RequestContext = {
  requestId: string
  /** Epoch ms by which the answer must be out; every call to IBM ends before it. */
  deadlineMs: number
  /** When the request came in, by the process's monotonic clock (`performance.now`). */
  arrivedAt: number
  /** The caller's address, for the audit and the sign-in limit. */
  address: string
  /** Somebody asked for it anew (`Cache-Control: no-cache`): what is kept of IBM's answers will not do. */
  fresh?: boolean
}

/** Who acts: for the audit, for limits, for what they may. Says nothing of how IBM is reached. */
export type Principal = {
  /** `system`: the dashboard itself, in the background. */
  kind: 'ibm' | 'system'
  /** As IAM names them: `IBMid-…`, `iam-ServiceId-…`, `iam-Profile-…`. */
  id: string
  name: string
  email: string
  account: { id: string; name: string }
}

/**
 * With whose right IBM is called. Caches and IBM's rate limit belong to it, not to who acts. No token is a member: it
 * can't be logged by accident.
 */
export type Credential = {
  /** The row that holds its tokens, sealed. */
  id: string
  /** IAM id of its owner: IBM counts requests by it. */
  iamId: string
  accountId: string
  /** The key of what is cached: the owner in one account, who may see other things in another. */
  owner: string
  /** IBM's access token, refreshed before it expires. Throws `signed_out` when IBM won't refresh it any more. */
  token: () => Promise<string>
  /** A newer token than the one IBM has just refused; concurrent callers share one refresh. */
  renewToken: (refused: string) => Promise<string>
}

/** A signed-in browser. */
export type SessionContext = {
  /** SHA-256 of the cookie's value: the row's key. */
  idHash: string
  /** Epoch ms at which it ends at the latest. */
  expiresAtMs: number
  principal: Principal
  credential: Credential
}

/** What a service works with: who, with whose right at IBM, and what they were let in for. */
export type ServiceContext = RequestContext & {
  principal: Principal
  credential: Credential
  permission: Permission
  /** `user` when left out: somebody waits for it. */
  priority?: 'user' | 'background'
}

/** The same for a request with a session. */
export type SignedInContext = ServiceContext & {
  session: Pick<SessionContext, 'idHash' | 'expiresAtMs'>
}

/** A session's request, let in for what its operation names. */
export function signedIn(
  request: RequestContext,
  { idHash, expiresAtMs, principal, credential }: SessionContext,
  permission: Permission,
): SignedInContext {
  return { ...request, session: { idHash, expiresAtMs }, principal, credential, permission }
}
