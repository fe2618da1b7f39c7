import * as z from 'zod/mini'
import { rails, role } from './grant'

/** Who sees a zone, and by what. Of a group its members are named, too, as far as they have signed in. */
const personOnZone = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('person'),
      email: z.string(),
      /** null: nobody of that address has signed in yet. */
      name: z.nullable(z.string()),
    }),
    /** `members`: how many have signed in. */
    z.object({ kind: z.literal('group'), name: z.string(), members: z.number() }),
    /** A program in somebody's name. */
    z.object({ kind: z.literal('token'), name: z.string(), of: z.string() }),
  ]),
  role,
  /** The group that it was given to; null: the person. */
  through: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  needsApproval: z.boolean(),
  /** What the grant reaches besides. */
  reach: z.enum(['all', 'instance', 'zones', 'pattern']),
  /** By ADMIN_EMAILS or ADMIN_GROUPS. */
  byEnvironment: z.boolean(),
})
export type PersonOnZone = z.infer<typeof personOnZone>

export const peopleOnZone = z.object({
  items: z.array(personOnZone),
  /** There are more members of groups than are named. */
  partial: z.optional(z.literal(true)),
})
export type PeopleOnZone = z.infer<typeof peopleOnZone>

/** What somebody may do on a zone by grants, and why. */
export const zoneAccess = z.object({
  role,
  through: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  needsApproval: z.boolean(),
  /** Each grant that counts here: a change passes if one of them, with its own rails, allows it. */
  grants: z.array(z.object({ role, rails: z.nullable(rails) })),
})
export type ZoneAccess = z.infer<typeof zoneAccess>
