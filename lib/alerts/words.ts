import type { AlertNotice, AlertWhen } from '@/lib/schemas/alert'

// What a notice says, in a sentence and in lines.

type Words = {
  one: string
  many: (count: number) => string
  good: string
  goods: (count: number) => string
}

const ofJobs = (is: string, are: string, again = 'delivering again'): Words => ({
  one: is,
  many: (count) => `${count} jobs ${are}`,
  good: `is ${again}`,
  goods: (count) => `${count} jobs are ${again}`,
})

const words: Record<AlertWhen, Words> = {
  failing: ofJobs('is not delivering', 'are not delivering'),
  late: ofJobs('is late', 'are late', 'no longer late'),
  disabled_by_service: ofJobs('was disabled by IBM', 'were disabled by IBM'),
  gone: ofJobs(
    'was deleted, not through this dashboard',
    'were deleted, not through this dashboard',
  ),
  changed_outside: ofJobs(
    'was changed, not through this dashboard',
    'were changed, not through this dashboard',
  ),
  coverage_lost: {
    one: 'is no longer sent',
    many: (count) => `${count} datasets are no longer sent`,
    good: 'is sent again',
    goods: (count) => `${count} datasets are sent again`,
  },
  retention_off: {
    one: 'has log retention off',
    many: (count) => `${count} zones have log retention off`,
    good: 'has log retention on again',
    goods: (count) => `${count} zones have log retention on again`,
  },
  key_expiring: {
    one: 'needs a new API key',
    many: (count) => `${count} connections need a new API key`,
    good: 'has a working API key again',
    goods: (count) => `${count} connections have a working API key again`,
  },
  collector_behind: {
    one: 'could not be read, so its jobs are not known',
    many: (count) => `${count} zones could not be read, so their jobs are not known`,
    good: 'is known again',
    goods: (count) => `${count} zones are known again`,
  },
}

/** What the one thing is called that a notice is about. */
function nameOf({ jobs, others }: Pick<AlertNotice, 'jobs' | 'others'>): string {
  const [job] = jobs
  if (!job) return others[0] ?? 'Something'
  return `${job.name ?? `Job ${job.id}`} of ${job.zone.name}`
}

/** Slack takes 40,000 characters, with which ten lines and more have to do; nobody reads as many. */
const longest = 1_000

/** What people and IBM named may hold anything: nothing that begins a line, turns text around or goes on for ever. */
function line(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain
}

/** The notice in one sentence on one line, without a full stop. */
export const noticeTitle = (notice: AlertNotice): string => line(titleOf(notice))

function titleOf(notice: AlertNotice): string {
  const { event, rule, count, isReminder, isFlapping } = notice
  if (event === 'test' || rule === null) return 'Test notice: this channel works'
  const { one, many, good, goods } = words[rule.when]
  if (event === 'recovered') return count === 1 ? `${nameOf(notice)} ${good}` : goods(count)
  const text = count === 1 ? `${nameOf(notice)} ${one}` : many(count)
  if (isReminder) return `Still open: ${text}`
  return isFlapping ? `Flapping: ${text}` : text
}

const when = (at: string | null) =>
  at === null ? null : `${at.slice(0, 16).replace('T', ' ')} UTC`

/** So many are named in a message that people read. */
const named = 10

/** What a message says below its title, a line each. */
export function noticeLines(notice: AlertNotice): string[] {
  const { rule, cause, since, at, jobs, others, count, url, event } = notice
  if (event === 'test') return ['Sent by the Logpush dashboard because somebody asked for a test.']
  const list = [
    ...jobs.map(({ name, id, dataset, zone }) =>
      [`${name ?? `Job ${id}`} of ${zone.name}`, dataset && `(${dataset})`]
        .filter(Boolean)
        .join(' '),
    ),
    ...others,
  ]
  const lines = [
    since && event === 'down' ? `Since ${when(since)}.` : null,
    since && event === 'recovered' ? `From ${when(since)} to ${when(at)}.` : null,
    cause && event === 'down' ? `Cause: ${cause}` : null,
    ...(count > 1 ? list.slice(0, named).map((name) => `- ${name}`) : []),
    count > named ? `and ${count - named} more` : null,
    rule ? `Rule: ${rule.name}` : null,
    url ? `View: ${url}` : null,
  ]
  return lines.flatMap((text) => (text ? [line(text)] : []))
}
