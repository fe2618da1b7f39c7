import { formatCount } from '@/lib/count'
import type { Job } from '@/lib/schemas/job'

type Held = Pick<Job, 'managedElsewhere' | 'elsewhereValues'>

/** A member that IBM holds and this dashboard does not edit, and what it means; `part`: only part of the events is sent. */
export type ElsewhereWords = { name: string; means: string; part?: boolean }

/** "10%", of a share between 0 and 1. */
const percent = (share: number) => `${Number((share * 100).toPrecision(3))}%`

function bytes(value: number): string {
  return value % 1_000_000 === 0
    ? `${formatCount(value / 1_000_000)} MB`
    : `${formatCount(value)} bytes`
}

/** Of a limit: 0 is the engine's default. Source: Cloudflare, `logpush_job` of its Terraform provider; unproven for CIS. */
const limit = (value: unknown, words: (value: number) => string, unknown: string) => {
  if (typeof value !== 'number') return unknown
  return value === 0 ? 'IBM’s default' : words(value)
}

const meanings: Record<string, (value: unknown) => string> = {
  // Source: Cloudflare, "Log output options": `logpull_options` is not looked at beside it; unproven for CIS.
  output_options: () => 'used by IBM instead of the fields and timestamps',
  filter: () => 'only the events that match it are sent',
  sample_rate: (value) =>
    typeof value === 'number' ? sampleWords(value) : 'only a sample of the events is sent',
  max_upload_bytes: (value) =>
    limit(value, (size) => `files of at most ${bytes(size)}`, 'limits the size of a file'),
  max_upload_records: (value) =>
    limit(
      value,
      (n) => `files of at most ${formatCount(n)} records`,
      'limits the records of a file',
    ),
  max_upload_interval_seconds: (value) =>
    limit(
      value,
      (s) => `a file every ${formatCount(s)} s at the latest`,
      'limits the time of a file',
    ),
  kind: () => 'not an ordinary Logpush job',
}

function sampleWords(rate: number): string {
  return rate < 1 ? `only about ${percent(rate)} of the events are sent` : 'all events are sent'
}

export function elsewhereWords({ managedElsewhere, elsewhereValues }: Held): ElsewhereWords[] {
  const values = new Map(Object.entries(elsewhereValues ?? {}))
  return managedElsewhere.map((name) => {
    const value = values.get(name)
    const means = Object.hasOwn(meanings, name)
      ? (meanings[name]?.(value) ?? '')
      : 'not known to this dashboard'
    const part =
      name === 'filter' || (name === 'sample_rate' && !(typeof value === 'number' && value >= 1))
    return part ? { name, means, part } : { name, means }
  })
}

/** What the option `sample` of a job takes, between 0 and 1; null: there is none, or it takes all. */
function sampleRate({ logs }: Pick<Job, 'logs'>): number | null {
  const sample = logs.otherOptions.find(({ name }) => name.trim() === 'sample')
  const rate = Number(sample?.value)
  return sample && rate > 0 && rate < 1 ? rate : null
}

/** What the option `sample` of a job means; null: there is none, or it takes nothing away. */
export function sampleOf(job: Pick<Job, 'logs'>): string | null {
  const rate = sampleRate(job)
  return rate === null ? null : sampleWords(rate)
}

/** Which part of the events a job sends, "those that match a filter"; empty: all of them. */
export function partsOf(job: Held & Pick<Job, 'logs'>): string[] {
  const rate = sampleRate(job)
  const held = elsewhereWords(job).flatMap(({ name, part }) => {
    if (!part) return []
    const value = job.elsewhereValues?.[name]
    if (name === 'filter') return ['those that match a filter']
    return [typeof value === 'number' ? share(value) : 'a sample']
  })
  return [...held, ...(rate === null ? [] : [share(rate)])]
}

const share = (rate: number) => `a sample of about ${percent(rate)}`

/** Whether IBM looks at the fields and timestamps of this job at all. */
export function isOverridden({ managedElsewhere }: Pick<Job, 'managedElsewhere'>): boolean {
  return managedElsewhere.includes('output_options')
}
