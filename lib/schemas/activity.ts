import { z } from 'zod'
import { guid, jobId, zoneId } from './ids'

/** What is done at IBM. */
const ibmActions = [
  'job.create',
  'job.update',
  'job.pause',
  'job.resume',
  'job.delete',
  'job.move',
  'retention.update',
  'ownership.challenge',
  'destination.test',
] as const
export type IbmAction = (typeof ibmActions)[number]

export const activityAction = z.enum([
  ...ibmActions,
  'session.create',
  'session.delete',
  'connection.create',
  'connection.update',
  'connection.delete',
  'grant.create',
  'grant.update',
  'grant.delete',
  'access.request',
  'access.grant',
  'access.decline',
  'change.request',
  'change.approve',
  'change.decline',
  'change.withdraw',
  'change.expire',
  'token.create',
  'token.delete',
  'alert_rule.create',
  'alert_rule.update',
  'alert_rule.delete',
  'alert_channel.create',
  'alert_channel.update',
  'alert_channel.delete',
  'alert.acknowledge',
  'coverage.update',
  'audit.cut',
])
export type ActivityAction = z.infer<typeof activityAction>

const activityOutcome = z.enum(['pending', 'succeeded', 'failed', 'unknown'])
export type ActivityOutcome = z.infer<typeof activityOutcome>

/** How an action came in: from a signed-in browser, with a token, by an approval, or from the dashboard itself. */
export const activityVia = z.enum(['session', 'token', 'approval', 'system'])
export type ActivityVia = z.infer<typeof activityVia>

/** PostgreSQL's text holds no NUL. */
const plainText = z
  .string()
  .max(256)
  .regex(/^\P{Cc}*$/u, 'One line of plain text')
const instant = z.iso.datetime({
  offset: true,
  error: 'Must be a time such as 2026-03-01T12:00:00Z',
})

/** What a list and an export of the activity let through. */
const activityFilter = z.strictObject({
  instanceId: z.optional(guid),
  zoneId: z.optional(zoneId),
  jobId: z.optional(jobId),
  action: activityAction.optional(),
  outcome: activityOutcome.optional(),
  /** The whole id of a person, or a part of the name or e-mail address. */
  actor: plainText.optional(),
  /** Both included. */
  from: instant.optional(),
  to: instant.optional(),
  /** Each of its words begins a word of the row. */
  text: plainText.optional(),
})
export type ActivityFilter = z.infer<typeof activityFilter>

export const activityQuery = activityFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(128).optional(),
})
export type ActivityQuery = z.infer<typeof activityQuery>

export const activityExportQuery = activityFilter.extend({
  format: z.enum(['csv', 'jsonl']).default('csv'),
})
export type ActivityExportQuery = z.infer<typeof activityExportQuery>

export const activityItem = z.object({
  id: z.string(),
  /** Of its newest row in the audit, which has one for the attempt and one for each outcome. */
  seq: z.number().int(),
  /** SHA-256 of that row and of the hash of the row before it, in hexadecimal digits. */
  hash: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), email: z.string(), address: z.string() }),
  via: activityVia,
  /** The connection whose right IBM was called with; null: the person's own, or IBM was not called. */
  connectionId: z.string().nullable(),
  action: activityAction,
  /** null for what is about no instance, such as a grant. */
  instanceId: z.string().nullable(),
  zoneId: z.string().nullable(),
  zoneName: z.string().nullable(),
  jobId: z.string().nullable(),
  jobName: z.string().nullable(),
  /** What is about no job, in one line: `viewer on shop.example to group net-ops`. */
  subject: z.string().nullable(),
  outcome: activityOutcome,
  settledAt: z.string().nullable(),
  /** IBM's X-Correlation-Id of the call, where it gave one. */
  correlationId: z.string().nullable(),
  requestId: z.string(),
  /** Our code of the failure (`role_missing`, …) and what was said about it. */
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** The object before and after, secrets replaced by fingerprints. */
  before: z.unknown(),
  after: z.unknown(),
})
export type ActivityItem = z.infer<typeof activityItem>

/** What the last whole look at the chain of the audit found. */
export const activityCheck = z.object({
  /** `intact`: of what is there every row fits. */
  state: z.enum(['unverified', 'intact', 'broken']),
  checkedAt: z.string().nullable(),
  /** The newest row that was verified. */
  upTo: z.number().int().nullable(),
  /** What is wrong, naming the row; of an intact chain: that older rows are gone, and none says why. */
  problem: z.string().nullable(),
})
export type ActivityCheck = z.infer<typeof activityCheck>

const requestFate = z.enum(['waiting', 'approved', 'granted', 'declined', 'withdrawn', 'expired'])
/** What became of a request for a change or for access. */
export type RequestFate = z.infer<typeof requestFate>

export const activityPage = z.object({
  items: z.array(activityItem),
  /** Of the items `change.request` and `access.request`, by their ids: what became of what was asked for, as it is now. */
  fates: z.record(z.string(), requestFate),
  nextCursor: z.string().nullable(),
})
export type ActivityPage = z.infer<typeof activityPage>
