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
export const allowedDestination = z.discriminatedUnion('kind', [
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
        z.regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'Enter an e-mail address'),
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
