import { z } from 'zod'
import { guid, jobId, zoneId } from './ids'

export const activityAction = z.enum([
  'job.create',
  'job.update',
  'job.pause',
  'job.resume',
  'job.delete',
  'job.move',
  'retention.update',
  'ownership.challenge',
  'destination.test',
])
export type ActivityAction = z.infer<typeof activityAction>

export const activityOutcome = z.enum(['pending', 'succeeded', 'failed', 'unknown'])
export type ActivityOutcome = z.infer<typeof activityOutcome>

export const activityQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(128).optional(),
  instanceId: z.optional(guid),
  zoneId: z.optional(zoneId),
  jobId: z.optional(jobId),
  action: activityAction.optional(),
  outcome: activityOutcome.optional(),
  /** PostgreSQL's text holds no NUL. */
  actor: z
    .string()
    .max(256)
    .regex(/^\P{Cc}*$/u, 'One line of plain text')
    .optional(),
})
export type ActivityQuery = z.infer<typeof activityQuery>

export const activityItem = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), email: z.string(), address: z.string() }),
  action: activityAction,
  instanceId: z.string(),
  zoneId: z.string().nullable(),
  zoneName: z.string().nullable(),
  jobId: z.string().nullable(),
  jobName: z.string().nullable(),
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

export const activityPage = z.object({
  items: z.array(activityItem),
  nextCursor: z.string().nullable(),
})
export type ActivityPage = z.infer<typeof activityPage>
