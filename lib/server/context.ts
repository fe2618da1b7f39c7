import 'server-only'

/** What every service gets to know of the request it works for. */
export type RequestContext = {
  requestId: string
  /** Epoch ms by which the answer must be out; every call to IBM ends before it. */
  deadlineMs: number
  /** When the request came in, by the process's monotonic clock (`performance.now`). */
  arrivedAt: number
  /** The caller's address, for the audit and the sign-in limit. */
  address: string
}

/** The person behind a request, and the way to IBM's token for them. No token is a member: it can't be logged by accident. */
export type SessionContext = {
  /** SHA-256 of the cookie's value: the row's key. */
  idHash: string
  user: { id: string; name: string; email: string }
  account: { id: string; name: string }
  /** The key of rate budgets and caches: one person in one account. */
  identity: string
  /** Epoch ms at which the session ends at the latest. */
  expiresAtMs: number
  /** IBM's access token, refreshed before it expires. Throws `signed_out` when IBM won't refresh it any more. */
  token: () => Promise<string>
  /** A newer token than the one IBM has just refused; concurrent callers share one refresh. */
  renewToken: (refused: string) => Promise<string>
}

export type SignedInContext = RequestContext & { session: SessionContext }
