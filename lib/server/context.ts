import 'server-only'
import type { Grant } from '@/lib/grants/grant'
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
  /**
   * `ibm`: somebody with a right of their own at IBM. `oidc`: somebody of the company's identity provider. `token`: a
   * program, in the name of such a person. `system`: the dashboard itself, in the background.
   */
  kind: 'ibm' | 'oidc' | 'token' | 'system'
  /** As IAM names them: `IBMid-…`, `iam-ServiceId-…`, `iam-Profile-…`; `oidc-…`; of a token its own id. */
  id: string
  name: string
  email: string
  /** The IBM Cloud account that they signed in to; null: to none. */
  account: { id: string; name: string } | null
  /** Of a token: whose it is. */
  personId?: string
  personName?: string
}

/** Whose word counts on what a principal may do at IBM: IBM's own, or grants given here. */
export type Rights = { by: 'ibm' } | { by: 'grants'; grants: readonly Grant[] }

/** Through what a principal came, for the record. */
export type Via = 'session' | 'token' | 'approval' | 'system'

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

/** Who asks: a signed-in browser, or a program with a token. */
export type Caller = {
  /** SHA-256 of the cookie's value: the row's key; null: it came with a token. */
  idHash: string | null
  /** Epoch ms at which it ends at the latest. */
  expiresAtMs: number
  principal: Principal
  /** Their own right at IBM; null: a connection's is used. */
  credential: Credential | null
  rights: Rights
  /** What they may manage: everything, or what is of their own account (`ibm` alone). */
  administers: 'all' | 'account' | null
  via: Via
}

/** What a service works with: who, with whose right at IBM, and what they were let in for. */
export type ServiceContext = RequestContext & {
  principal: Principal
  credential: Credential
  permission: Permission
  /** Left out: IBM's word counts. With grants: those that count where it was let in. */
  rights?: Rights
  /** Where it was let in, where rights come from grants; null: nowhere at IBM. */
  place?: { instanceId: string; zoneId: string | null } | null
  administers?: Caller['administers']
  /** Somebody who may has approved of what is to be done: guard rails and role still count. */
  approved?: boolean
  /** `session` when left out. */
  via?: Via
  /** Whose right it is; null or left out: the principal's own. */
  connectionId?: string | null
  /** `user` when left out: somebody waits for it. */
  priority?: 'user' | 'background'
  /** A narrower budget than IBM's for what is asked in the background; see CallContext. */
  share?: () => Promise<void>
}

/** The same for a request of somebody's. */
export type SignedInContext = ServiceContext & {
  session: Pick<Caller, 'idHash' | 'expiresAtMs'>
}
