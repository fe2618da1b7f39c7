import 'server-only'

/**
 * Every table as both engines hold it: ids are text, times are epoch milliseconds, JSON is text (see json.ts).
 * Column names are SQL's; the stores translate them into members.
 */
export type Database = {
  sessions: SessionTable
  audit_head: AuditHeadTable
  credentials: CredentialTable
  settlements: SettlementTable
  moves: MoveTable
  shared_notes: SharedNoteTable
  shared_counters: SharedCounterTable
  audit_attempts: AuditAttemptTable
  audit_outcomes: AuditOutcomeTable
  audit_actors: AuditActorTable
  audit_entries: AuditEntryTable
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
  credential_id: string
  created_at: number
  last_seen_at: number
  expires_at: number
}

/** One row: the newest row of the audit, and where its oldest was cut off. */
export type AuditHeadTable = {
  id: number
  seq: number
  /** The newest row's. */
  hash: string
  /** The newest row that was cut off because of its age, and its hash, which the oldest that is kept stands on; 0: none. */
  cut_seq: number
  cut_hash: string
}

export type CredentialTable = {
  id: string
  account_id: string
  iam_id: string
  sealed_tokens: string
  /** Of the access token; also tells one pair of tokens from the next. */
  token_issued_at: number
  token_expires_at: number
  created_at: number
}

/** Writes of which no outcome is known yet; see services/settlement. */
export type SettlementTable = {
  attempt_id: string
  account_id: string
  instance_id: string
  zone_id: string
  /** Whose right the readings are made with. */
  credential_id: string
  due_at: number
  tries: number
  given_up_at: number
}

/** Jobs on their way to another destination; see services/moves. */
export type MoveTable = {
  id: string
  account_id: string
  instance_id: string
  zone_id: string
  old_job_id: string
  new_job_id: string | null
  state: string
  why_code: string | null
  why_message: string | null
  /** 1: the old job was to stay from the beginning. */
  keeps_old: number
  final_name: string | null
  old_revision: string
  principal_json: string
  /** Of the audit: the entry of who asked for it. */
  attempt_id: string
  /** The request id of the one write of its state; null: not begun. */
  step_id: string | null
  /** Both null once it has ended. */
  sealed_plan: string | null
  credential_id: string | null
  last_seen_json: string | null
  asked_at: number
  deadline_at: number | null
  ended_at: number | null
  due_at: number
  tries: number
}

export type AuditAttemptTable = {
  /** The row's place in the chain of all rows of the audit, attempts and outcomes alike. */
  seq: number
  id: string
  at: number
  /** Whose zone it is; empty, like the instance, for what is about none. */
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
  via: string
  connection_id: string | null
  subject: string | null
  /** Over the row and the hash of the row before it, see audit-hash.ts. */
  hash: string
}

export type AuditOutcomeTable = {
  /** As in AuditAttemptTable. */
  seq: number
  attempt_id: string
  /** 1 for an attempt's first outcome; the highest counts. */
  nth: number
  at: number
  outcome: string
  correlation_id: string | null
  job_id: string | null
  job_name: string | null
  code: string | null
  detail: string | null
  after_json: string | null
  /** As in AuditAttemptTable. */
  hash: string
}

/** A person under one name and address: what the filter by actor looks through. */
export type AuditActorTable = {
  no: number
  account_id: string
  actor_id: string
  /** Name and address in small letters, see audit-actor.ts. */
  text: string
}

/**
 * What an attempt is found by, as it stands now. Unlike the audit it changes, with each outcome and in the same
 * transaction; whatever is shown of an attempt comes from the audit itself.
 */
export type AuditEntryTable = {
  /** The attempt's. */
  seq: number
  /** Of the attempt's newest outcome, or its own. */
  newest_seq: number
  at: number
  account_id: string
  instance_id: string
  zone_id: string | null
  job_id: string | null
  action: string
  actor_no: number
  /** `pending` while there is none. */
  outcome: string
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

/** What several processes share for a while: names that are taken, and notes; see lib/server/store.ts. */
export type SharedNoteTable = { name: string; text: string; until: number }

export type SharedCounterTable = { name: string; slot: number; amount: number }
