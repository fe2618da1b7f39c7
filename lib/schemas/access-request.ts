import * as z from 'zod/mini'
import { rails } from './grant'
import { guid } from './ids'
import { plainLine, plainText } from './plain-text'

const line = (least: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, least),
      z.maxLength(253, 'At most 253 characters'),
      z.regex(plainLine, 'One line of plain text'),
    )

const text = (least: number, message: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(least, message),
      z.maxLength(1_000, 'At most 1,000 characters'),
      z.regex(plainText, 'Plain text only'),
    )

export const createAccessRequestInput = z.strictObject({
  zoneName: line('Enter the name of the zone'),
  instanceName: z.optional(line('Enter the name of the instance')),
  role: z.enum(['viewer', 'editor'], 'Choose viewer or editor'),
  reason: text(1, 'Say what you need the access for'),
})
export type CreateAccessRequestInput = z.infer<typeof createAccessRequestInput>

/** `instanceId` is needed where several instances have a zone of that name; `rails` bind the grant. */
export const decideAccessRequestInput = z.strictObject({
  grant: z.boolean(),
  note: z.optional(z.nullable(text(0, ''))),
  expiresAt: z.optional(
    z.nullable(z.iso.datetime({ offset: true, error: 'Must be an RFC 3339 time' })),
  ),
  instanceId: z.optional(guid),
  rails: z.optional(z.nullable(rails)),
})
export type DecideAccessRequestInput = z.infer<typeof decideAccessRequestInput>

const who = z.object({ id: z.string(), name: z.string(), email: z.string() })

export const accessRequest = z.object({
  id: z.string(),
  zoneName: z.string(),
  instanceName: z.nullable(z.string()),
  role: z.enum(['viewer', 'editor']),
  reason: z.string(),
  status: z.enum(['waiting', 'granted', 'declined']),
  asker: who,
  askedAt: z.string(),
  decidedBy: z.nullable(who),
  decidedAt: z.nullable(z.string()),
  note: z.nullable(z.string()),
  grantId: z.nullable(z.string()),
})
export type AccessRequest = z.infer<typeof accessRequest>

export const accessRequestList = z.object({
  /** Those that wait first, then the newest. */
  items: z.array(accessRequest),
  /** How many wait, whoever asked. */
  waiting: z.number(),
})
export type AccessRequestList = z.infer<typeof accessRequestList>
