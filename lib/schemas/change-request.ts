import { z } from 'zod'
import { accessRequest } from './access-request'
import { activityAction } from './activity'
import { rails, role } from './grant'
import { guid, jobId, zoneId } from './ids'
import { plainText } from './plain-text'

const changeStatus = z.enum([
  'waiting',
  'approved',
  'declined',
  'withdrawn',
  'expired',
  'carried_out',
  'failed',
  'unknown',
])
export type ChangeStatus = z.infer<typeof changeStatus>

const who = z.object({ id: z.string(), name: z.string(), email: z.string() })

/** A grant by which somebody acts on a zone. */
const changeAccess = z.object({
  role,
  /** The group that it is given to; null: to the person. */
  through: z.string().nullable(),
  rails: z.nullable(rails),
})
export type ChangeAccess = z.infer<typeof changeAccess>

/** A change that waits for an administrator's approval, or did. */
export const changeRequest = z.object({
  id: z.string(),
  action: activityAction,
  instanceId: z.string(),
  zoneId: z.string(),
  zoneName: z.string().nullable(),
  /** Of a job that was to be created: once it is. */
  jobId: z.string().nullable(),
  jobName: z.string().nullable(),
  asker: who,
  askedAt: z.string(),
  expiresAt: z.string(),
  /** As in the activity: without secrets. */
  before: z.unknown(),
  after: z.unknown(),
  status: changeStatus,
  decidedBy: who.nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  /** Of one that failed, or whose outcome is not known: our code and what was said about it. */
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** Whether the asker has seen how it was decided. */
  isSeen: z.boolean(),
  /** What the asker may do on the zone now; of one that is read by itself. */
  access: z.array(changeAccess).optional(),
})
export type ChangeRequest = z.infer<typeof changeRequest>

export const changeQuery = z.strictObject({
  status: changeStatus.optional(),
  /** `me`: what you asked for yourself; `others`: the rest of what you see. */
  asker: z.enum(['me', 'others']).optional(),
  instanceId: z.optional(guid),
  zoneId: z.optional(zoneId),
  jobId: z.optional(jobId),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
})
export type ChangeQuery = z.infer<typeof changeQuery>

export const changePage = z.object({
  items: z.array(changeRequest),
  nextCursor: z.string().nullable(),
})
export type ChangePage = z.infer<typeof changePage>

/** What of all this concerns somebody now. */
export const changeSummary = z.object({
  /** Waiting for this person's decision. */
  toDecide: z.number().int(),
  /** Of this person's own, waiting for somebody else's. */
  waiting: z.number().int(),
  /** Of this person's own, decided and not seen since; the newest of them. */
  news: z.array(changeRequest),
  /** The same of their requests for access. */
  answers: z.array(accessRequest),
})
export type ChangeSummary = z.infer<typeof changeSummary>

export const decideChangeInput = z.strictObject({
  approve: z.boolean(),
  note: z
    .string()
    .trim()
    .max(500, 'At most 500 characters')
    .regex(plainText, 'Plain text only')
    .optional(),
})
export type DecideChangeInput = z.infer<typeof decideChangeInput>
