import { z } from 'zod'

/** `q`: words of a person, a group or a zone. */
export const grantQuery = z.strictObject({
  q: z
    .string()
    .max(256)
    .regex(/^\P{Cc}*$/u, 'One line of plain text')
    .optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
})
export type GrantQuery = z.infer<typeof grantQuery>
