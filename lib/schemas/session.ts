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
  z.strictObject({
    /** As a problem `account_needed` gave it. */
    continuation: z
      .string()
      .max(65_536)
      .regex(/^[\w-]+$/, 'Not an ID of this dashboard'),
    accountId: z
      .string()
      .trim()
      .regex(/^[\w-]{1,64}$/, 'Not the ID of an account'),
  }),
])
export type CreateSessionInput = z.infer<typeof createSessionInput>

/** Goes with a problem `account_needed`: the token belongs to no account yet, so one has to be chosen. */
export const accountChoice = z.object({
  /** Empty where IBM does not list them; the id of one can be given all the same. */
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Sealed and short-lived; to be sent back with the choice. */
  continuation: z.string(),
})
export type AccountChoice = z.infer<typeof accountChoice>

export const session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** By a right of their own at IBM, as somebody of the company's identity provider, or a program with a token. */
  kind: z.enum(['ibm', 'oidc', 'token']),
  /** Whether they manage connections, grants and what waits. */
  admin: z.boolean(),
  /** The IBM Cloud account that was signed in to; null: none. */
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** When the session ends at the latest, as RFC 3339. */
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>
