import type { Glyph } from '@/components/ui/state-glyph'
import { noticeTitle } from '@/lib/alerts/words'
import { scopeWords } from '@/lib/grants/words'
import type {
  Alert,
  AlertChannel,
  AlertDeliveryStatus,
  AlertGroups,
  AlertRule,
  AlertWhen,
} from '@/lib/schemas/alert'

/** What a rule can watch, in the order of how much is lost. */
export const whenLabels: Record<AlertWhen, string> = {
  failing: 'A job is failing',
  disabled_by_service: 'A job was disabled by IBM',
  late: 'A job is late',
  gone: 'A job was deleted outside the dashboard',
  changed_outside: 'A job was changed outside the dashboard',
  coverage_lost: 'A dataset is no longer sent',
  retention_off: 'Log retention is off',
  key_expiring: 'A connection’s API key expires',
  collector_behind: 'Zones could not be read',
}

export const whenMeanings: Record<AlertWhen, string> = {
  failing: 'IBM reports an error of a job’s deliveries.',
  disabled_by_service:
    'IBM stops a job after 24 hours of failures. Nothing is sent until you resume it.',
  late: 'Nothing was delivered for longer than the job’s frequency allows, and IBM reports no error.',
  gone: 'Sent once, when a job no longer exists and was not deleted through this dashboard.',
  changed_outside: 'Sent once for each change that was not made through this dashboard.',
  coverage_lost: 'The last enabled job of a dataset in a zone was paused, disabled or deleted.',
  retention_off: 'While it is off, what is not delivered is lost.',
  key_expiring: 'Within 14 days, or IBM no longer accepts it. For administrators.',
  collector_behind: 'The last reading of a zone is too old to know how its jobs are.',
}

const glyphs: Record<AlertWhen, Glyph> = {
  failing: 'crossed-square',
  disabled_by_service: 'struck-square',
  late: 'half-disc',
  gone: 'dashed-square',
  changed_outside: 'triangle',
  coverage_lost: 'plus',
  retention_off: 'triangle',
  key_expiring: 'triangle',
  collector_behind: 'question',
}
export const glyphOf = (when: AlertWhen): Glyph => glyphs[when]

/** What an alert tells, as a notice of it would. */
export function alertTitle({ rule, subjects, count, isFlapping }: Alert): string {
  return noticeTitle({
    id: '',
    event: 'down',
    rule,
    scope: null,
    jobs: subjects.flatMap(({ job, zone, dataset, since }) =>
      job && zone ? { ...job, dataset, zone, since } : [],
    ),
    others: subjects.flatMap(({ job, zone, dataset, label }) =>
      job ? [] : [[zone?.name ?? label, dataset].filter(Boolean).join(': ')],
    ),
    count,
    cause: null,
    isFlapping,
    isReminder: false,
    since: null,
    at: '',
    url: null,
  })
}

/** How things stand, in a sentence whose first part is its key clause. */
export function headline(open: readonly Alert[], hasMore: boolean): { key: string; rest: string } {
  if (open.length === 0) return { key: 'No open alerts.', rest: '' }
  const count = hasMore ? `More than ${open.length}` : String(open.length)
  const key = open.length === 1 ? '1 alert is open.' : `${count} alerts are open.`
  const left = open.filter(({ acknowledged }) => acknowledged === null).length
  if (left === open.length) return { key, rest: '' }
  return { key, rest: left === 0 ? 'All acknowledged.' : `${left} not acknowledged.` }
}

export function ruleScopeWords({ scope, names }: Pick<AlertRule, 'scope' | 'names'>): string {
  if (scope.kind === 'team') return `Zones of group ${scope.name}`
  if (scope.kind === 'all') return 'All zones'
  const text = scopeWords(scope, names)
  return scope.kind === 'zones' ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/** Why a rule never finds anything as things are; null: it may. */
export function nothingWords(
  { watchesNothing, when }: Pick<AlertRule, 'watchesNothing' | 'when'>,
  groups: AlertGroups | null,
): string | null {
  if (!watchesNothing) return null
  if (when === 'key_expiring') return 'Only administrators see API keys: nothing is watched.'
  return groups?.isWhole === false
    ? 'No zone that you see is granted to this group: nothing is watched.'
    : 'No grant names this group: nothing is watched.'
}

/** Of the field of a group, with what was typed there. */
export function groupHelp(groups: AlertGroups | null, typed: string): string {
  const name = typed.trim()
  const isUnknown = groups === null || (groups.isWhole && !groups.names.includes(name))
  return name !== '' && isUnknown
    ? 'No grant names this group: nothing is watched.'
    : 'A group of the identity provider: the zones that its grants reach.'
}

export function afterWords(minutes: number): string {
  if (minutes === 0) return 'immediately'
  if (minutes % 1_440 === 0) return `after ${minutes / 1_440} d`
  return minutes % 60 === 0 ? `after ${minutes / 60} h` : `after ${minutes} min`
}

export const kindLabels: Record<AlertChannel['kind'], string> = {
  webhook: 'Webhook',
  slack: 'Slack-compatible webhook',
  email: 'E-mail',
}

export const statusWords: Record<AlertDeliveryStatus, string> = {
  pending: 'Waiting',
  held: 'Held (quiet hours)',
  sent: 'Sent',
  failed: 'Failed',
  skipped: 'Not sent',
}

export function quietWords(quiet: AlertChannel['quietHours']): string | null {
  return quiet && `Quiet ${quiet.from}–${quiet.to} (${quiet.timeZone})`
}
