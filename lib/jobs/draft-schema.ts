import * as z from 'zod/mini'
import { dataset, frequency } from '@/lib/schemas/logs'

/** Which fields: one of the presets (`lib/logs/presets`), or a list of one's own. */
export const fieldChoice = z.enum(['all', 'default', 'siem', 'noPersonalData', 'minimal', 'list'])
export type FieldChoice = z.infer<typeof fieldChoice>

/** `kept`: what the job of an edit has, which is a format that we don't know, or none. */
const format = z.enum(['rfc3339', 'unix', 'unixnano', 'kept'])
export type FormatChoice = z.infer<typeof format>

const text = z.string()
/** When something was done, RFC 3339, and for which destination (`challengeConf`): another one opens it again. */
const deed = z.object({ at: text, conf: text })

/**
 * A job as it stands in the form: every member always there, '' for what is not chosen yet, both kinds of
 * destination kept so that trying the other one loses nothing.
 */
export const jobDraft = z.object({
  kind: z.enum(['cos', 'cloudLogs']),
  cos: z.object({
    auth: z.enum(['apiKey', 'challenge']),
    instanceId: text,
    bucket: text,
    /** The name was typed because it can't be listed; the region then has to be chosen. */
    bucketTyped: z.boolean(),
    region: text,
    path: text,
    dailyFolders: z.boolean(),
    apiKey: text,
    ownershipToken: text,
  }),
  cloudLogs: z.object({
    instanceId: text,
    region: text,
    apiKey: text,
    applicationName: text,
    subsystemName: text,
  }),
  ownership: z.object({
    /** The person said that IBM may write to the bucket. */
    granted: z.nullable(deed),
    asked: z.nullable(z.extend(deed, { filename: text })),
    validated: z.nullable(deed),
  }),
  logs: z.object({
    dataset,
    choice: fieldChoice,
    /** The chosen names; not looked at for `all` and `default`. */
    names: z.array(text),
    timestamps: format,
    frequency,
    /** Those options of the edited job that stay. */
    otherOptions: z.array(z.object({ name: text, value: text })),
  }),
  name: text,
  /** A person wrote the name; until then it follows the dataset. A draft kept before this was told has one of its own. */
  nameTyped: z._default(z.boolean(), true),
  enabled: z.boolean(),
})
export type JobDraft = z.infer<typeof jobDraft>
