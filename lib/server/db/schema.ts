import 'server-only'

/**
 * Every table as both engines hold it: ids are text, times are epoch milliseconds, JSON is text (see json.ts).
 * Column names are SQL's; the stores translate them into members.
 */
export type Database = {
  sessions: SessionTable
  audit_attempts: AuditAttemptTable
  audit_outcomes: AuditOutcomeTable
  challenges: ChallengeTable
  recent_zones: RecentZoneTable
  sign_in_failures: SignInFailureTable
}

export type SessionTable = {
  /** SHA-256 of the id in the cookie: a copy of the table opens no session. */
  id_hash: string
  account_id: string
  account_name: string
  user_id: string
  user_name: string
  user_email: string
  sealed_tokens: string
  token_expires_at: number
  created_at: number
  last_seen_at: number
  expires_at: number
}

export type AuditAttemptTable = {
  id: string
  at: number
  account_id: string
  actor_id: string
  actor_name: string
  actor_email: string
  actor_address: string
  action: string
  instance_id: string
  zone_id: string | null
  zone_name: string | null
  job_id: string | null
  job_name: string | null
  request_id: string
  before_json: string | null
  after_json: string | null
}

export type AuditOutcomeTable = {
  attempt_id: string
  /** 1, or 2 for the one that settles an outcome that was unknown at first. */
  seq: number
  at: number
  outcome: string
  correlation_id: string | null
  job_id: string | null
  job_name: string | null
  code: string | null
  detail: string | null
  after_json: string | null
}

export type ChallengeTable = {
  id: string
  account_id: string
  user_id: string
  instance_id: string
  zone_id: string
  destination_key: string
  filename: string
  asked_at: number
}

export type RecentZoneTable = {
  account_id: string
  user_id: string
  instance_id: string
  zone_id: string
  zone_name: string
  used_at: number
}

export type SignInFailureTable = {
  bucket: string
  window_start: number
  count: number
}
