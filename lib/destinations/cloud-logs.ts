import * as z from 'zod/mini'
import { apiKey, guid, region } from '@/lib/schemas/ids'

export const cloudLogsKind = z.literal('cloudLogs')

const displayName = z.string().check(
  z.trim(),
  z.maxLength(256, 'At most 256 characters'),
  z.refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'One line of plain text'),
)

export const cloudLogsInput = z.strictObject({
  kind: cloudLogsKind,
  instanceId: guid,
  region,
  apiKey,
  /** As the logs will be filed; IBM's own name when empty or left out. */
  applicationName: z.optional(displayName),
  subsystemName: z.optional(displayName),
})
export type CloudLogsInput = z.infer<typeof cloudLogsInput>
