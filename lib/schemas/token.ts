import * as z from 'zod/mini'
import { scope } from './grant'
import { plainLine } from './plain-text'

/** A token lives no longer. */
export const longestTokenDays = 366

/** Of a token none is an administrator: what decides about others is a person. */
const tokenRole = z.enum(['viewer', 'editor'])
export type TokenRole = z.infer<typeof tokenRole>

export const tokenName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter a name'),
    z.maxLength(100, 'At most 100 characters'),
    z.regex(plainLine, 'One line of plain text'),
  )

export const createTokenInput = z.strictObject({
  name: tokenName,
  role: tokenRole,
  scope,
  /** RFC 3339; in the future, and no more than 366 days ahead. */
  expiresAt: z.iso.datetime({
    offset: true,
    error: 'A date and time such as 2027-01-31T12:00:00Z',
  }),
})
export type CreateTokenInput = z.infer<typeof createTokenInput>

export const token = z.object({
  id: z.string(),
  name: z.string(),
  role: tokenRole,
  scope,
  expiresAt: z.string(),
  /** To within a minute; null: never. */
  lastUsedAt: z.nullable(z.string()),
  createdAt: z.string(),
  createdBy: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** What its instance and zones are called, as far as whoever asks sees them. */
  names: z.object({
    instance: z.nullable(z.string()),
    zones: z.record(z.string(), z.string()),
  }),
})
export type Token = z.infer<typeof token>

/** `lpd_` and 256 random bits. The answer that creates it is the only one that holds it. */
export const createdToken = z.extend(token, { secret: z.string() })
export type CreatedToken = z.infer<typeof createdToken>

export const tokenList = z.object({
  items: z.array(token),
  /** There are more than are shown at once. */
  partial: z.optional(z.literal(true)),
})
export type TokenList = z.infer<typeof tokenList>
