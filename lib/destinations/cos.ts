import * as z from 'zod/mini'
import { apiKey, bucketName, guid, ownershipToken, region } from '@/lib/schemas/ids'
import { folderPath } from './folder-path'

export const cosKind = z.literal('cos')
/** The way in: a key in the destination (IBM's since March 2026), or the older ownership challenge. */
export const cosAuth = z.enum(['challenge', 'apiKey'])

const place = {
  instanceId: guid,
  bucket: bucketName,
  region,
  path: z.optional(folderPath),
  dailyFolders: z.optional(z.boolean()),
}

/** What an ownership challenge is asked for and validated with. A token given along is not looked at. */
export const cosChallengeInput = z.strictObject({
  kind: cosKind,
  auth: z.literal('challenge'),
  ...place,
  ownershipToken: z.optional(z.string()),
})
export type CosChallengeInput = z.infer<typeof cosChallengeInput>

/** Lets a rule over several members speak even when another member is wrong, so that all errors come at once. */
const whenObject = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null

export const cosInput = z
  .strictObject({
    kind: cosKind,
    auth: cosAuth,
    ...place,
    ownershipToken: z.optional(ownershipToken),
    apiKey: z.optional(apiKey),
  })
  .check(
    z.refine(({ auth, apiKey }) => auth !== 'apiKey' || apiKey !== undefined, {
      path: ['apiKey'],
      message: 'Enter an API key that can write to the bucket',
      when: whenObject,
    }),
    z.refine(({ auth, apiKey }) => auth !== 'challenge' || apiKey === undefined, {
      path: ['apiKey'],
      message: 'An API key is not used with an ownership challenge',
      when: whenObject,
    }),
    z.refine(({ auth, ownershipToken }) => auth !== 'challenge' || ownershipToken !== undefined, {
      path: ['ownershipToken'],
      message: 'Enter the ownership token',
      when: whenObject,
    }),
    z.refine(({ auth, ownershipToken }) => auth !== 'apiKey' || ownershipToken === undefined, {
      path: ['ownershipToken'],
      message: 'An ownership token is not used with an API key',
      when: whenObject,
    }),
  )
export type CosInput = z.infer<typeof cosInput>
