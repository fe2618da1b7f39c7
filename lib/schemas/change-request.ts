import { z } from 'zod'
import { activityAction } from './activity'

export const changeStatus = z.enum([
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

/** A change that waits for an administrator's approval, or did. */
export const changeRequest = z.object({
  id: z.string(),
  action: activityAction,
  instanceId: z.string(),
  zoneId: z.string(),
  zoneName: z.string().nullable(),
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
})
export type ChangeRequest = z.infer<typeof changeRequest>
