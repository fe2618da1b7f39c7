import { retentionDays } from '@/lib/jobs/undelivered'
import type { ExportedText } from './pieces'
import { type ShellPart, script, shellArgument } from './shell'

export type PulledLogs = {
  zoneId: string
  /** As `--instance` takes it; left out: the one of `ibmcloud cis instance-set`. */
  instanceName?: string | undefined
  /** What is missing, Unix ms. */
  fromMs: number
  toMs: number
  /** Empty: IBM's default set. */
  fields: readonly string[]
}

// Limits of the command. Source: IBM, CIS CLI reference, `logpull`.
const longestMs = 3_600_000
const notYetMs = 5 * 60_000
const oldestMs = retentionDays * 86_400_000
/** What is oldest would be gone before a command that was copied runs. */
const marginMs = 10 * 60_000

const rfc3339 = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000

/**
 * The commands that fetch exactly these logs, one an hour of them. null: nothing of it can be fetched now, because it
 * is too old or too new.
 */
export function asLogpull(logs: PulledLogs, nowMs: number): ExportedText | null {
  const { zoneId, instanceName, fields } = logs
  const from = wholeSecond(Math.max(logs.fromMs, nowMs - oldestMs + marginMs))
  const to = wholeSecond(Math.min(logs.toMs, nowMs - notYetMs))
  if (to <= from) return null
  const starts = Array.from(
    { length: Math.ceil((to - from) / longestMs) },
    (_, hour) => from + hour * longestMs,
  )
  const names = fields.join(',')
  const isLong = starts.length > 1 && names !== ''
  const command = (start: number): ShellPart[] => [
    'ibmcloud cis logpull ',
    ...shellArgument([zoneId]),
    ` --start ${rfc3339(start)} --end ${rfc3339(Math.min(start + longestMs, to))}`,
    ...(names === '' ? [] : [' --fields ', ...(isLong ? ['"$FIELDS"'] : shellArgument([names]))]),
    ...(instanceName ? [' --instance ', ...shellArgument([instanceName])] : []),
    '\n',
  ]
  return script([
    ...(isLong ? ['FIELDS=', ...shellArgument([names]), '\n'] : []),
    ...starts.flatMap(command),
  ])
}
