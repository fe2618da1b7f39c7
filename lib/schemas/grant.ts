import * as z from 'zod/mini'
import { guid, zoneId } from './ids'

export const role = z.enum(['viewer', 'editor', 'administrator'])
export type Role = z.infer<typeof role>

/** The whole of a name, in any case; `*` stands for any run of characters, dots included. */
export const pattern = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter a pattern such as *.shop.example'),
    z.maxLength(253, 'At most 253 characters'),
    z.regex(/^[^\s\p{Cc}]+$/u, 'A pattern contains no spaces'),
  )

const instanceId = guid

export const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('instance'), instanceId }),
  z.strictObject({
    kind: z.literal('zones'),
    instanceId,
    zoneIds: z
      .array(zoneId)
      .check(z.minLength(1, 'Choose at least one zone'), z.maxLength(500, 'At most 500 zones')),
  }),
  z.strictObject({ kind: z.literal('pattern'), pattern }),
])
export type Scope = z.infer<typeof scope>

const dataset = z
  .string()
  .check(z.maxLength(64, 'At most 64 characters'), z.regex(/^\w+$/, 'Not the name of a dataset'))

/** Destinations that a guard rail allows; what is left out may be anything. */
const allowedDestination = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cos'),
    instanceId: z.optional(guid),
    bucket: z.optional(pattern),
  }),
  z.strictObject({ kind: z.literal('cloudLogs'), instanceId: z.optional(guid) }),
  z.strictObject({ kind: z.literal('splunk'), host: z.optional(pattern) }),
  z.strictObject({ kind: z.literal('qradar'), host: z.optional(pattern) }),
  z.strictObject({ kind: z.literal('https'), host: z.optional(pattern) }),
])
export type AllowedDestination = z.infer<typeof allowedDestination>

/** What binds an editor; left out, it does not. An empty list allows nothing. */
export const rails = z.strictObject({
  needsApproval: z.optional(z.boolean()),
  datasets: z.optional(z.array(dataset).check(z.maxLength(50))),
  destinations: z.optional(z.array(allowedDestination).check(z.maxLength(100))),
})
export type Rails = z.infer<typeof rails>

export const subject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    email: z
      .string()
      .check(
        z.trim(),
        z.maxLength(254, 'At most 254 characters'),
        z.regex(/^[^\s@\p{Cc}\p{Cf}]+@[^\s@\p{Cc}\p{Cf}]+$/u, 'Enter an e-mail address'),
      ),
  }),
  z.strictObject({
    kind: z.literal('group'),
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, 'Enter the name of a group'),
        z.maxLength(256, 'At most 256 characters'),
        z.regex(/^\P{Cc}*$/u, 'One line of plain text'),
      ),
  }),
])
export type Subject = z.infer<typeof subject>

/** RFC 3339; null or left out: without end. */
const expiresAt = z.nullable(z.iso.datetime({ offset: true, error: 'Must be an RFC 3339 time' }))

export const createGrantInput = z.strictObject({
  subject,
  role,
  scope,
  rails: z.optional(z.nullable(rails)),
  expiresAt: z.optional(expiresAt),
})
export type CreateGrantInput = z.infer<typeof createGrantInput>

/** What is left out stays. `release`: the next person of that address gets the grant. */
export const updateGrantInput = z.strictObject({
  role: z.optional(role),
  scope: z.optional(scope),
  rails: z.optional(z.nullable(rails)),
  expiresAt: z.optional(expiresAt),
  release: z.optional(z.literal(true)),
})
export type UpdateGrantInput = z.infer<typeof updateGrantInput>

/** A person or a group as it is shown: whoever signed in without an address has none. */
const shownSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), email: z.string() }),
  z.object({ kind: z.literal('group'), name: z.string() }),
])

export const shownGrant = z.object({
  id: z.string(),
  subject: shownSubject,
  role,
  scope,
  rails: z.nullable(rails),
  expiresAt: z.nullable(z.string()),
  expired: z.boolean(),
  /** It has not expired, and is of the provider that people sign in with. */
  counts: z.boolean(),
  /** Whose groups and addresses are meant. */
  issuer: z.string(),
  /** Of a person: who it is, once they have signed in. */
  person: z.nullable(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  /** Of a group: how many people are in it of those who have signed in; of a person null. */
  members: z.nullable(z.number()),
  /** Of an instance and its zones: what they are called, where that is known. */
  names: z.object({
    instance: z.nullable(z.string()),
    zones: z.record(z.string(), z.string()),
  }),
  createdAt: z.string(),
  createdBy: z.string(),
})
export type ShownGrant = z.infer<typeof shownGrant>

export const grantList = z.object({
  items: z.array(shownGrant),
  /** How many there are, of which `items` are the first. */
  total: z.number(),
  /** Who administers by the dashboard's own environment, whatever grants there are: of these what a search finds as well. */
  environment: z.object({ emails: z.array(z.string()), groups: z.array(z.string()) }),
})
export type GrantList = z.infer<typeof grantList>

/** A zone that a connection answers for. */
export const reachableZone = z.object({
  instanceId: z.string(),
  instanceName: z.string(),
  zoneId: z.string(),
  name: z.string(),
})
export type ReachableZone = z.infer<typeof reachableZone>
