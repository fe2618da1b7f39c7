import { z } from 'zod'

/** What a person may do on a CIS instance, as far as their own IAM policies tell; groups may give more. */
export const access = z.object({ role: z.enum(['Reader', 'Writer', 'Manager']).nullable() })
export type Access = z.infer<typeof access>
