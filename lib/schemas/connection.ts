import * as z from 'zod/mini'
import { apiKey, guid } from './ids'
import { plainLine } from './plain-text'

/** What an administrator calls a connection. */
export const connectionName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter a name'),
    z.maxLength(100, 'At most 100 characters'),
    z.regex(plainLine, 'One line of plain text'),
  )

/** A connection's id: a UUID, or `environment` for the one that IBMCLOUD_API_KEY made. */
export const connectionId = z
  .string()
  .check(z.regex(/^(?:environment|[0-9a-f-]{36})$/, 'Not the ID of a connection'))

export const createConnectionInput = z.strictObject({ name: connectionName, apiKey })
export type CreateConnectionInput = z.infer<typeof createConnectionInput>

/** Only what is given changes. `answersFor`: the CIS instances that this connection is chosen for, of those that it sees. */
export const updateConnectionInput = z.strictObject({
  name: z.optional(connectionName),
  apiKey: z.optional(apiKey),
  answersFor: z.optional(z.array(guid).check(z.maxLength(500, 'At most 500 instances'))),
})
export type UpdateConnectionInput = z.infer<typeof updateConnectionInput>

const serviceRole = z.enum(['Reader', 'Writer', 'Manager'])

/** An IBM Cloud account that is reached with an API key; the key itself is never in it. */
export const connection = z.object({
  id: z.string(),
  name: z.string(),
  accountId: z.string(),
  /** null where IAM does not tell. */
  keyName: z.nullable(z.string()),
  /** IAM id of whom the key belongs to: `iam-ServiceId-…`, `IBMid-…`. */
  owner: z.string(),
  ownerKind: z.enum(['serviceId', 'user', 'profile', 'unknown']),
  /** When the key ends, as RFC 3339; null: it has no end, or IAM does not tell. */
  expiresAt: z.nullable(z.string()),
  /** `refused`: IAM takes the key no more. `unreachable`: IBM Cloud did not answer when it was last looked at. */
  state: z.enum(['ok', 'refused', 'unreachable']),
  checkedAt: z.string(),
  createdAt: z.string(),
  /** What its key lacks to do all that the dashboard offers, and the command that grants it. */
  lacks: z.array(z.object({ instanceId: z.string(), role: serviceRole, command: z.string() })),
  /** The CIS instances that it sees, and the other connections that see them, too. */
  instances: z.array(
    z.object({ id: z.string(), name: z.string(), alsoSeenBy: z.array(z.string()) }),
  ),
  /** The ids of those for which it answers. */
  answersFor: z.array(z.string()),
  /** What stops when it is removed: the instances that no other connection sees, and what needs them. */
  needed: z.object({
    instances: z.array(z.string()),
    /** Grants for one of these instances, or zones of it. */
    grants: z.number(),
    changeRequests: z.number(),
    moves: z.number(),
    /** Writes whose outcome is still being found out with its right. */
    writes: z.number(),
  }),
  warnings: z.optional(z.array(z.object({ code: z.string(), message: z.string() }))),
})
export type Connection = z.infer<typeof connection>
