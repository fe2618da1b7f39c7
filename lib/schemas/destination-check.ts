import { z } from 'zod'
import { destinationInput, destinationPatch } from '@/lib/destinations/registry'
import { apiKey, guid, jobId } from './ids'

export const inspectKeyInput = z.strictObject({ apiKey })

export const listByKeyInput = z.strictObject({ apiKey, kind: z.enum(['cos', 'cloudLogs']) })

export const bucketsByKeyInput = z.strictObject({ apiKey, instanceId: guid })

/** What IAM says about an API key that was typed, without the key. */
export const keyDetails = z.object({
  name: z.string().nullable(),
  /** IAM id of the owner, `IBMid-…` or `iam-ServiceId-…`. */
  ownerId: z.string().nullable(),
  ownerKind: z.enum(['user', 'serviceId', 'unknown']),
  accountId: z.string().nullable(),
  /** Whether the key is of the account that is signed in; null when IAM does not say. */
  sameAccount: z.boolean().nullable(),
  disabled: z.boolean(),
  locked: z.boolean(),
  expiresAt: z.string().nullable(),
})
export type KeyDetails = z.infer<typeof keyDetails>

/** With `jobId`: a change of that job's destination, whose kept secrets stay where a change would keep them. */
export const testDestinationInput = z.union([
  z.strictObject({ destination: destinationPatch, jobId }),
  z.strictObject({ destination: destinationInput }),
])
export type TestDestinationInput = z.infer<typeof testDestinationInput>

/** Anything that says what kind it is to be: what is wrong with the rest is the answer. */
export const checkDestinationInput = z.strictObject({
  destination: z.record(z.string(), z.unknown()),
})

export const destinationChecks = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      /** A create refuses what has an error. */
      level: z.enum(['error', 'warning', 'note']),
      /** As in a problem's `errors`: `destination.headers.0.value`. */
      path: z.string(),
      message: z.string(),
    }),
  ),
})
export type DestinationChecks = z.infer<typeof destinationChecks>

export const destinationTest = z.object({
  /** null: this server can't tell, and `detail` says why. */
  ok: z.boolean().nullable(),
  /** What was sent where; nothing else was. */
  tried: z.string(),
  proves: z.string(),
  cannotProve: z.string(),
  /** When refused or unsure: what to say about it. */
  code: z.string().optional(),
  /** What came of it, and what to do. What others answered is in it masked and cut. */
  detail: z.string(),
  /** What was written: the object's key, how many lines or events. */
  wrote: z.string().nullable(),
})
export type DestinationTest = z.infer<typeof destinationTest>
