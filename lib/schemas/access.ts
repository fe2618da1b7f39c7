import { z } from 'zod'
import { role } from './grant'

/**
 * What a person may do on a CIS instance, as far as their own IAM policies tell; groups may give more. Where that is by
 * grants, `granted` is the highest role on a zone of it.
 */
export const access = z.object({
  role: z.enum(['Reader', 'Writer', 'Manager']).nullable(),
  granted: z.optional(role),
})
export type Access = z.infer<typeof access>
