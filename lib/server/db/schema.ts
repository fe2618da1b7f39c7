import 'server-only'

/**
 * Every table as both engines hold it: ids are text, times are epoch milliseconds, JSON is text (see json.ts).
 * Column names are SQL's; the stores translate them into members.
 */
export type Database = {
  sessions: SessionTable
  audit_head: AuditHeadTable
  audit_checks: AuditCheckTable
  credentials: CredentialTable
  settlements: SettlementTable
  moves: MoveTable
  shared_notes: SharedNoteTable
  shared_counters: SharedCounterTable
  audit_attempts: AuditAttemptTable
  audit_outcomes: AuditOutcomeTable
  audit_actors: AuditActorTable
  audit_entries: AuditEntryTable
  audit_terms: AuditTermTable
  audit_postings: AuditPostingTable
  audit_blocks: AuditBlockTable
  audit_spans: AuditSpanTable
  challenges: ChallengeTable
  recent_zones: RecentZoneTable
  sign_in_failures: SignInFailureTable
  people: PersonTable
  connections: ConnectionTable
  connection_choices: ConnectionChoiceTable
  grants: GrantTable
  team_head: TeamHeadTable
  access_requests: AccessRequestTable
  change_requests: ChangeRequestTable
  tokens: TokenTable
  app_keys: AppKeyTable
  fleet_heads: FleetHeadTable
  fleet_zones: FleetZoneTable
  fleet_jobs: FleetJobTable
  fleet_spans: FleetSpanTable
  fleet_gaps: FleetGapTable
  fleet_delays: FleetDelayTable
  fleet_events: FleetEventTable
  coverage_marks: CoverageMarkTable
  saved_views: SavedViewTable
  alert_channels: AlertChannelTable
  alert_rules: AlertRuleTable
  alerts: AlertTable
  alert_subjects: AlertSubjectTable
  alert_deliveries: AlertDeliveryTable
}

export type SessionTable = {
  /** SHA-256 of the id in the cookie: a copy of the table opens no session. */
  id_hash: string
  account_id: string
  account_name: string
  user_id: string
  user_name: string
  user_email: string
  /** IBM's tokens of somebody who signed in with a right of their own. */
  credential_id: string | null
  /** Somebody of the company's identity provider. */
  person_id: string | null
  /** For the sign-out at that provider. */
  sealed_id_token: string | null
  created_at: number
  last_seen_at: number
  expires_at: number
}

/** One row: the newest row of the audit, and where its oldest was cut off. */
export type AuditCheckTable = {
  id: number
  checked_at: number | null
  /** The verdict of the last whole look at the chain. */
  found_json: string | null
  /** How far the next one has come; null: it is not due. */
  walk_json: string | null
}

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
  /** The API key that a connection gets its tokens by; null: they are refreshed. */
  sealed_key: string | null
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
 * What an attempt stands at now. Unlike the audit it changes, with each outcome and in the same transaction; whatever is
 * shown of an attempt comes from the audit itself.
 */
export type AuditEntryTable = {
  /** The attempt's. */
  seq: number
  /** Of the attempt's newest outcome, or its own. */
  newest_seq: number
  at: number
}

/** What attempts are found by, see audit-terms.ts. */
export type AuditTermTable = {
  no: number
  term: string
  /** Attempts that were folded under it, nearly. */
  seen: number
}

/** That an attempt is found by a term, until it is folded into a block; see audit-index.ts. */
export type AuditPostingTable = {
  term_no: number
  /** The attempt's. */
  seq: number
  /** 1: it is found by the term no more. */
  gone: number
}

/** The attempts of a term among 65,536 numbers, see audit-bits.ts. */
export type AuditBlockTable = { term_no: number; block: number; bits: string }

/** The earliest and the latest time of the attempts among 2,048 numbers. */
export type AuditSpanTable = { span: number; min_at: number; max_at: number }

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

/** Somebody of an identity provider, as their newest sign-in told. */
export type PersonTable = {
  id: string
  issuer: string
  subject: string
  name: string
  email: string
  email_verified: number
  groups_json: string
  first_seen_at: number
  seen_at: number
}

/** An IBM Cloud account that is reached with a service ID's key; the key lies with its credential. */
export type ConnectionTable = {
  id: string
  name: string
  account_id: string
  key_id: string | null
  key_name: string | null
  /** IAM id of whom the key belongs to. */
  owner: string
  expires_at: number | null
  credential_id: string
  state: string
  checked_at: number
  lacks_json: string
  /** The CIS instances that it saw at the last look: `[{id, name}]`. */
  instances_json: string
  created_at: number
}

/** Which of several connections answers for an instance. */
export type ConnectionChoiceTable = { instance_id: string; connection_id: string }

export type GrantTable = {
  id: string
  subject_kind: string
  /** A group's name, or an e-mail address in small letters. */
  subject: string
  /** Whose groups and addresses are meant. */
  issuer: string
  /** Of a person: who it is, once they have signed in. */
  person_id: string | null
  role: string
  scope_json: string
  rails_json: string | null
  expires_at: number | null
  created_at: number
  created_by: string
}

/** One row: raised with every change of grants and connections. */
export type TeamHeadTable = { id: number; version: number }

export type AccessRequestTable = {
  id: string
  asker_id: string
  asker_json: string
  zone_name: string
  instance_name: string | null
  role: string
  reason: string
  status: string
  asked_at: number
  decided_at: number | null
  decider_json: string | null
  note: string | null
  grant_id: string | null
  /** When the asker saw the answer. */
  seen_at: number | null
}

/** A change that waits for somebody's approval, or did. */
export type ChangeRequestTable = {
  id: string
  status: string
  action: string
  /** The connection's that answered for the instance. */
  account_id: string
  instance_id: string
  zone_id: string
  zone_name: string | null
  job_id: string | null
  job_name: string | null
  asker_id: string
  asker_json: string
  before_json: string | null
  after_json: string | null
  /** What is carried out, its secrets sealed; null once it is over. */
  plan_json: string | null
  asked_at: number
  expires_at: number
  decided_at: number | null
  decider_json: string | null
  note: string | null
  /** The request id under which it is carried out. */
  step_id: string | null
  code: string | null
  detail: string | null
  due_at: number
  /** When the asker saw the decision. */
  seen_at: number | null
}

export type TokenTable = {
  id: string
  secret_hash: string
  name: string
  person_id: string
  role: string
  scope_json: string
  expires_at: number
  created_at: number
  last_used_at: number | null
}

/** Keys of the dashboard's own that outlive its secret. */
export type AppKeyTable = { name: string; sealed_key: string }

/** One picture: of the team's connections, or one person's own. */
export type FleetHeadTable = {
  owner: string
  /** Raised with every change of the picture. */
  seq: number
  /** When the lists of instances and zones were read last. */
  zones_read_at: number | null
  /** Why the lists could not be read. */
  error_code: string | null
  /** `[{id, name}]` */
  instances_json: string
}

export type FleetZoneTable = {
  owner: string
  zone_id: string
  instance_id: string
  name: string
  status: string
  paused: number
  /** Its plan has no Logpush, so its jobs are not read. */
  is_without: number
  /** null: not read, or the plan has none. */
  retention: number | null
  retention_read_at: number | null
  first_read_at: number | null
  /** When its jobs were read last. */
  read_at: number | null
  good_for_ms: number
  /** Readings that failed since. */
  failures: number
  error_code: string | null
  due_at: number
  gone_at: number | null
  seq: number
}

type OfJob = {
  owner: string
  zone_id: string
  job_id: string
  /** When it was first seen: IBM may give an id again. */
  born_at: number
}

export type FleetJobTable = OfJob & {
  name: string | null
  dataset: string | null
  kind: string
  place: string
  revision: string
  enabled: number
  limit_ms: number
  complete_at: number | null
  error_at: number | null
  has_error: number
  /** IBM's words, masked. */
  error_text: string | null
  read_at: number
  gone_at: number | null
  /** Who deleted it through this dashboard. */
  gone_by: string | null
  disabled_by: string | null
  disabled_at: number | null
  disabled_who: string | null
  start_at: number | null
  /** At the last reading. */
  state: string
  since_at: number | null
  /** When its newest row of `fleet_spans` begins. */
  span_at: number
  gap_from: number | null
  gap_cause: string | null
  /** Prints of the errors of this gap that have a row of `fleet_spans`, with spaces between; null: none. */
  told_errors: string | null
}

/** A state lasts until the next row of the same job. */
export type FleetSpanTable = OfJob & { from_at: number; state: string; cause: string | null }

export type FleetGapTable = OfJob & {
  instance_id: string
  zone_name: string
  job_name: string | null
  dataset: string | null
  from_at: number
  to_at: number
  cause: string | null
}

/** Of one day: the longest delay of each two hours, in seconds; null where nothing was read. */
export type FleetDelayTable = OfJob & { day: number; seconds_json: string }

export type FleetEventTable = OfJob & {
  at: number
  kind: string
  instance_id: string
  zone_name: string
  job_name: string | null
  cause: string | null
  who: string | null
}

/** A filter of the overview, under a name of a person's. */
export type SavedViewTable = {
  id: string
  person_id: string
  name: string
  filter_json: string
  created_at: number
}

/** A dataset that a zone need not send. */
export type CoverageMarkTable = {
  zone_id: string
  dataset: string
  reason: string | null
  by_json: string
  at: number
}

export type AlertChannelTable = {
  id: string
  name: string
  kind: string
  /** Its place as it is shown: a URL without what may be a secret, or addresses. */
  shown: string
  /** URL, addresses and secret. */
  sealed_place: string
  has_secret: number
  quiet_json: string | null
  author_json: string
  author_id: string
  created_at: number
}

export type AlertRuleTable = {
  id: string
  name: string
  watches: string
  after_minutes: number
  scope_json: string
  channel_ids_json: string
  enabled: number
  /** The principal that made it, whose sight of zones counts. */
  author_json: string
  author_id: string
  created_at: number
}

/** What broke together, by one rule. */
export type AlertTable = {
  id: string
  rule_id: string
  /** The rule's name and what it watches, as they were. */
  rule_json: string
  author_id: string
  group_key: string
  opened_at: number
  /** When whoever is to be told is told next; null: there is nothing to tell. */
  tell_at: number | null
  /** When they were last told that it is so; null: never. */
  told_at: number | null
  recovered_at: number | null
  /** When it broke, the last few times. */
  flips_json: string
  flapping: number
  ack_json: string | null
  /** Rises with every change, so that of two who change it at once one fails. */
  version: number
}

export type AlertSubjectTable = {
  alert_id: string
  subject_key: string
  subject_json: string
  over_at: number | null
}

export type AlertDeliveryTable = {
  id: string
  /** null: a test. */
  alert_id: string | null
  channel_id: string
  /** The channel's name and kind, as they were. */
  channel_json: string
  author_id: string
  event: string
  notice_json: string
  status: string
  attempts: number
  next_at: number | null
  /** Masked. */
  last_error: string | null
  /** Addresses that got it while others still have to. */
  told_json: string | null
  created_at: number
  sent_at: number | null
}
