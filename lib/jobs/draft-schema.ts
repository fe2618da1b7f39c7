import * as z from 'zod/mini'
import {
  type DestinationDrafts,
  emptyDestinations,
  type FormKind,
  formKinds,
} from '@/lib/destinations/forms'
import { dataset, frequency } from '@/lib/schemas/logs'

/** Which fields: one of the presets (`lib/logs/presets`), or a list of one's own. */
const fieldChoice = z.enum(['all', 'default', 'siem', 'noPersonalData', 'minimal', 'list'])
export type FieldChoice = z.infer<typeof fieldChoice>

/** `kept`: what the job of an edit has, which is a format that we don't know, or none. */
const format = z.enum(['rfc3339', 'unix', 'unixnano', 'kept'])
export type FormatChoice = z.infer<typeof format>

const text = z.string()
/** When something was done, RFC 3339, and for which destination (`challengeConf`): another one opens it again. */
const deed = z.object({ at: text, conf: text })

const row = z.object({ name: text, value: text })

/** The same as it may be kept in a browser, by a version that had no form for some kinds as well. */
const destinationDrafts = {
  cos: z.object({
    auth: z.enum(['apiKey', 'challenge']),
    instanceId: text,
    bucket: text,
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
  splunk: z._default(
    z.object({
      endpoint: text,
      channelId: text,
      sourceType: text,
      skipVerify: z.boolean(),
      token: text,
    }),
    () => emptyDestinations().splunk,
  ),
  qradar: z._default(z.object({ host: text, port: text }), () => emptyDestinations().qradar),
  https: z._default(
    z.object({ url: text, headers: z.array(row), params: z.array(row) }),
    () => emptyDestinations().https,
  ),
  other: z._default(
    z.object({ conf: text, ownershipToken: text }),
    () => emptyDestinations().other,
  ),
} satisfies { [K in FormKind]: z.ZodMiniType<DestinationDrafts[K]> }

/**
 * A job as it stands in the form: every member always there, '' for what is not chosen yet, every kind of destination
 * kept so that trying another one loses nothing.
 */
export const jobDraft = z.object({
  kind: z.enum(formKinds),
  ...destinationDrafts,
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
