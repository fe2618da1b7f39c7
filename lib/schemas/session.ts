import { z } from 'zod'
import { apiKey } from './ids'

export const createSessionInput = z.union([
  z.strictObject({ apiKey }),
  z.strictObject({
    passcode: z
      .string()
      .trim()
      .min(4, 'Too short for a passcode')
      .max(128, 'Too long for a passcode')
      .regex(/^[\x21-\x7e]+$/, 'A passcode contains no spaces'),
  }),
])
export type CreateSessionInput = z.infer<typeof createSessionInput>

export const session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }),
  /** When the session ends at the latest, as RFC 3339. */
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>
