import * as z from 'zod/mini'
import { scope } from './grant'
import { plainLine } from './plain-text'

/** What a rule watches for. */
export const alertWhen = z.enum([
  'failing',
  'late',
  'disabled_by_service',
  'gone',
  'changed_outside',
  'coverage_lost',
  'retention_off',
  'key_expiring',
  'collector_behind',
])
export type AlertWhen = z.infer<typeof alertWhen>

const line = (most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(most, `At most ${most} characters`),
      z.regex(plainLine, 'One line of plain text'),
    )

const name = line(100).check(z.minLength(1, 'Enter a name'))

/** Zones as a grant names them, or those that a group of the identity provider sees. */
export const alertScope = z.discriminatedUnion('kind', [
  scope,
  z.strictObject({
    kind: z.literal('team'),
    name: line(256).check(z.minLength(1, 'Enter the name of a group')),
  }),
])
export type AlertScope = z.infer<typeof alertScope>

const id = z.uuid('Must be a UUID')
/** None: its alerts stand on the page alone. */
const channelIds = z.array(id).check(z.maxLength(20, 'At most 20 channels'))
/** How long it must have been so before anybody is told; a week at most. Of what happens once it is 0, whatever is sent. */
const afterMinutes = z
  .int('A whole number of minutes')
  .check(z.gte(0, 'Not below 0'), z.lte(10_080, 'At most 10,080 minutes, which is a week'))

export const createAlertRuleInput = z.strictObject({
  name,
  when: alertWhen,
  afterMinutes: z._default(afterMinutes, 0),
  scope: z._default(alertScope, { kind: 'all' }),
  channelIds,
  enabled: z._default(z.boolean(), true),
})
export type CreateAlertRuleInput = z.infer<typeof createAlertRuleInput>

export const updateAlertRuleInput = z
  .strictObject({
    name: z.optional(name),
    when: z.optional(alertWhen),
    afterMinutes: z.optional(afterMinutes),
    scope: z.optional(alertScope),
    channelIds: z.optional(channelIds),
    enabled: z.optional(z.boolean()),
  })
  .check(z.refine((input) => Object.keys(input).length > 0, 'Name what is to change'))
export type UpdateAlertRuleInput = z.infer<typeof updateAlertRuleInput>

const author = z.object({ id: z.string(), name: z.string() })

export const alertRule = z.object({
  id: z.string(),
  name: z.string(),
  when: alertWhen,
  afterMinutes: z.number(),
  scope: alertScope,
  channelIds: z.array(z.string()),
  enabled: z.boolean(),
  createdAt: z.string(),
  createdBy: author,
  /** How many alerts of it are open. */
  open: z.number(),
  /** As things are it never finds anything: no grant names its group, or its author may see no key. */
  watchesNothing: z.boolean(),
  /** What its instance and zones are called, as far as whoever asks sees them. */
  names: z.object({
    instance: z.nullable(z.string()),
    zones: z.record(z.string(), z.string()),
  }),
})
export type AlertRule = z.infer<typeof alertRule>

/** Groups of the identity provider that zones are granted to. `isWhole`: there are no others. */
export const alertGroups = z.object({ names: z.array(z.string()), isWhole: z.boolean() })
export type AlertGroups = z.infer<typeof alertGroups>

export const alertRuleList = z.object({
  items: z.array(alertRule),
  /** null: there is no identity provider. */
  groups: z.nullable(alertGroups),
})
export type AlertRuleList = z.infer<typeof alertRuleList>

const url = z
  .string()
  .check(z.trim(), z.maxLength(2_048, 'At most 2,048 characters'), z.minLength(1, 'Enter a URL'))

const address = z
  .string()
  .check(
    z.trim(),
    z.maxLength(254, 'At most 254 characters'),
    z.regex(/^[^\s@,;<>"\p{Cc}\p{Cf}]+@[^\s@,;<>"\p{Cc}\p{Cf}]+$/u, 'Enter an e-mail address'),
  )
const to = z.union([
  address,
  z.array(address).check(z.minLength(1, 'Enter an address'), z.maxLength(50, 'At most 50')),
])

/** With which deliveries are signed. */
const secret = z
  .string()
  .check(
    z.minLength(8, 'At least 8 characters'),
    z.maxLength(256, 'At most 256 characters'),
    z.regex(/^[\x21-\x7e]+$/, 'Letters, digits and signs, without spaces'),
  )

const clock = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'A time such as 22:00'))
/** Notices wait until it is over. From later than to: over midnight. */
export const quietHours = z.strictObject({
  from: clock,
  to: clock,
  /** An IANA name such as Europe/Berlin. */
  timeZone: z.string().check(z.minLength(1), z.maxLength(64)),
})
export type QuietHours = z.infer<typeof quietHours>
const quiet = z.nullable(quietHours)

export const alertChannelKind = z.enum(['webhook', 'slack', 'email'])
export type AlertChannelKind = z.infer<typeof alertChannelKind>

export const createAlertChannelInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    name,
    url,
    secret: z.optional(secret),
    quietHours: z._default(quiet, null),
  }),
  z.strictObject({ kind: z.literal('slack'), name, url, quietHours: z._default(quiet, null) }),
  z.strictObject({ kind: z.literal('email'), name, to, quietHours: z._default(quiet, null) }),
])
export type CreateAlertChannelInput = z.infer<typeof createAlertChannelInput>

/** Its kind stays. `secret: null` takes it away. */
export const updateAlertChannelInput = z
  .strictObject({
    name: z.optional(name),
    url: z.optional(url),
    to: z.optional(to),
    secret: z.optional(z.nullable(secret)),
    quietHours: z.optional(quiet),
  })
  .check(z.refine((input) => Object.keys(input).length > 0, 'Name what is to change'))
export type UpdateAlertChannelInput = z.infer<typeof updateAlertChannelInput>

export const alertDeliveryStatus = z.enum([
  /** Its turn comes, for the first time or again. */
  'pending',
  /** Waits until the channel's quiet hours are over. */
  'held',
  'sent',
  'failed',
  /** What it told was over before it could be sent. */
  'skipped',
])
export type AlertDeliveryStatus = z.infer<typeof alertDeliveryStatus>

export const alertChannel = z.object({
  id: z.string(),
  name: z.string(),
  kind: alertChannelKind,
  /** Without what in it may be a secret. */
  url: z.optional(z.string()),
  to: z.optional(z.array(z.string())),
  hasSecret: z.boolean(),
  quietHours: quiet,
  createdAt: z.string(),
  createdBy: author,
  /** How its newest delivery went; null: there was none. */
  last: z.nullable(z.object({ status: alertDeliveryStatus, at: z.string() })),
})
export type AlertChannel = z.infer<typeof alertChannel>
export const alertChannelList = z.object({
  items: z.array(alertChannel),
  /** Whether this installation can send mail at all. */
  hasMail: z.boolean(),
})

const named = z.object({ id: z.string(), name: z.nullable(z.string()) })

/** One thing that is not as it should be: a job, a zone, a connection's key, or the collector. */
export const alertSubject = z.object({
  zone: z.nullable(z.object({ id: z.string(), name: z.string(), instanceId: z.string() })),
  job: z.nullable(named),
  dataset: z.nullable(z.string()),
  /** Of what is no zone: a connection's name. */
  label: z.nullable(z.string()),
  since: z.nullable(z.string()),
  /** It is so no more. */
  overAt: z.nullable(z.string()),
})
export type AlertSubject = z.infer<typeof alertSubject>

export const alert = z.object({
  id: z.string(),
  rule: z.object({ id: z.string(), name: z.string(), when: alertWhen }),
  isOpen: z.boolean(),
  /** Since when the oldest of it has been so; null: not known. */
  since: z.nullable(z.string()),
  openedAt: z.string(),
  recoveredAt: z.nullable(z.string()),
  /** How many it concerns in all. */
  count: z.number(),
  /** Some of them, the worst first. */
  subjects: z.array(alertSubject),
  cause: z.nullable(z.string()),
  /** It broke and recovered again and again; its recovery is told once it lasts. */
  isFlapping: z.boolean(),
  acknowledged: z.nullable(
    z.object({ by: z.string(), at: z.string(), note: z.nullable(z.string()) }),
  ),
  /** null: nobody was told yet. */
  lastNoticeAt: z.nullable(z.string()),
  /** Its rule had no channel when it was to be told: it stands on the page alone. */
  isSilent: z.boolean(),
})
export type Alert = z.infer<typeof alert>

export const alertPage = z.object({ items: z.array(alert), nextCursor: z.nullable(z.string()) })

export const acknowledgeInput = z.strictObject({ note: z._default(line(500), '') })

export const alertEvent = z.enum(['down', 'recovered', 'test'])
export type AlertEvent = z.infer<typeof alertEvent>

export const alertDelivery = z.object({
  id: z.string(),
  /** null: a test. */
  alertId: z.nullable(z.string()),
  channel: z.object({ id: z.string(), name: z.string(), kind: alertChannelKind }),
  event: alertEvent,
  /** What it told, in a sentence. */
  subject: z.string(),
  status: alertDeliveryStatus,
  attempts: z.number(),
  nextAttemptAt: z.nullable(z.string()),
  /** What the last attempt came to, masked. */
  lastError: z.nullable(z.string()),
  createdAt: z.string(),
  sentAt: z.nullable(z.string()),
})
export type AlertDelivery = z.infer<typeof alertDelivery>

export const alertDeliveryPage = z.object({
  items: z.array(alertDelivery),
  nextCursor: z.nullable(z.string()),
})

/** What is sent: the body of a webhook, and what mail and Slack are written from. */
export const alertNotice = z.object({
  id: z.string(),
  event: alertEvent,
  rule: z.nullable(z.object({ id: z.string(), name: z.string(), when: alertWhen })),
  scope: z.nullable(alertScope),
  /** Some of the jobs, the worst first; empty where it is about no job. */
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      dataset: z.nullable(z.string()),
      zone: z.object({ id: z.string(), name: z.string(), instanceId: z.string() }),
      since: z.nullable(z.string()),
    }),
  ),
  /** Zones and connections that it is about, where it is about no job. */
  others: z.array(z.string()),
  count: z.number(),
  cause: z.nullable(z.string()),
  isFlapping: z.boolean(),
  /** Told before, and still so. */
  isReminder: z.boolean(),
  since: z.nullable(z.string()),
  at: z.string(),
  /** The page that shows it. */
  url: z.nullable(z.string()),
})
export type AlertNotice = z.infer<typeof alertNotice>
