import { z } from 'zod'
import { challengeDestination } from '@/lib/destinations/challenge'
import { cosChallengeInput } from '@/lib/destinations/cos'
import { ownershipToken } from './ids'

export const createChallengeInput = z.strictObject({ destination: challengeDestination })
export type CreateChallengeInput = z.infer<typeof createChallengeInput>

export const challenge = z.object({ filename: z.string() })
export type Challenge = z.infer<typeof challenge>

export const readChallengeInput = z.strictObject({
  destination: cosChallengeInput,
  /** PostgreSQL's text holds no NUL; nor does a file's name that IBM gave. */
  filename: z
    .string()
    .min(1)
    .max(1024)
    .regex(/^\P{Cc}*$/u, 'Not a file name'),
})
export type ReadChallengeInput = z.infer<typeof readChallengeInput>

export const challengeToken = z.object({ token: z.string() })

export const validateChallengeInput = z.strictObject({
  destination: challengeDestination,
  token: ownershipToken,
})
export type ValidateChallengeInput = z.infer<typeof validateChallengeInput>

export const challengeValidity = z.object({
  valid: z.boolean(),
  reason: z.string().optional(),
  /** `differs`, `expired`: found here, not sent; `refused`: IBM's answer. */
  code: z.enum(['differs', 'expired', 'refused']).optional(),
})
export type ChallengeValidity = z.infer<typeof challengeValidity>
