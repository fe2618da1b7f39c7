import { z } from 'zod'

// What lists of alerts and deliveries let through.

const id = z.uuid('Must be a UUID')
const cursor = z.string().max(256)

export const listAlertsQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional(),
  ruleId: z.optional(id),
  cursor: z.optional(cursor),
})
export type ListAlertsQuery = z.infer<typeof listAlertsQuery>

export const listAlertDeliveriesQuery = z.strictObject({
  channelId: z.optional(id),
  alertId: z.optional(id),
  cursor: z.optional(cursor),
})
export type ListAlertDeliveriesQuery = z.infer<typeof listAlertDeliveriesQuery>
