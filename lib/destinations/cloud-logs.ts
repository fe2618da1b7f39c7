import { z } from 'zod'
import { apiKey, guid, region } from '@/lib/schemas/ids'

export const cloudLogsKind = z.literal('cloudLogs')

const displayName = z
  .string()
  .trim()
  .max(256, 'At most 256 characters')
  .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'One line of plain text')

export const cloudLogsInput = z.strictObject({
  kind: cloudLogsKind,
  instanceId: guid,
  region,
  apiKey,
  /** As the logs will be filed; IBM's own name when empty or left out. */
  applicationName: displayName.optional(),
  subsystemName: displayName.optional(),
})
export type CloudLogsInput = z.infer<typeof cloudLogsInput>
