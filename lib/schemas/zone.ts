import { z } from 'zod'
import { zoneAccess } from './people'

export const zone = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  paused: z.boolean(),
})
export type Zone = z.infer<typeof zone>

/** Where a zone is, by the ids in our addresses; only the server knows the CRN. */
export type ZonePlace = { instanceId: string; zoneId: string }

export const retention = z.object({
  /** null: not known, or the zone's plan has none. */
  enabled: z.boolean().nullable(),
  /** Why null: the plan has none, or the person's role can't read it. Absent where IBM doesn't say. */
  reason: z.enum(['plan', 'role']).optional(),
})
export type Retention = z.infer<typeof retention>

export const zoneDetail = zone.extend({
  retention,
  /** What the person may do here, where that is by grants. */
  access: z.optional(zoneAccess),
})
export type ZoneDetail = z.infer<typeof zoneDetail>

export const updateRetentionInput = z.strictObject({ enabled: z.boolean() })

/** A zone that this person used, newest first. */
export const recentZone = z.object({
  instanceId: z.string(),
  zoneId: z.string(),
  zoneName: z.string(),
  usedAt: z.string(),
})
export type RecentZone = z.infer<typeof recentZone>
