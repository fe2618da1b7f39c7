import 'server-only'
import { redact } from './log-redaction'
import { currentRequestId } from './observe'

export type LogLevel = 'info' | 'warn' | 'error'
export type LogFields = Record<string, unknown>
export type LogSink = (level: LogLevel, line: string) => void

/** Problems go to standard error, the rest to standard output. */
const toStandardStreams: LogSink = (level, line) => {
  const stream = level === 'error' ? process.stderr : process.stdout
  stream.write(`${line}\n`)
}

// A failure that a test provokes on purpose is no news; vitest marks its workers by this global.
let sink: LogSink | null = '__vitest_worker__' in globalThis ? null : toStandardStreams

/** Sends log lines elsewhere, null: nowhere. @returns puts the former sink back */
export function setLogSink(next: LogSink | null): () => void {
  const former = sink
  sink = next
  return () => {
    sink = former
  }
}

/** JSON escapes the control characters up to U+001F; terminals and readers of lines obey these as well. */
const unescaped = /[\u007f-\u009f\u2028\u2029]/g
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

function write(level: LogLevel, event: string, fields: LogFields): void {
  if (!sink) return
  const requestId = currentRequestId()
  const base = { time: new Date().toISOString(), level, event }
  const safe = redact({ ...fields, event })
  const line = JSON.stringify({
    ...base,
    ...(requestId && { requestId }),
    ...(safe instanceof Object ? safe : {}),
    ...base,
  })
  sink(level, line.replace(unescaped, escaped))
}

/**
 * One JSON line an event: `time`, `level`, `event`, the `requestId` of the request that it is written for, and the fields,
 * secrets masked. Errors may be given as they are (`{ error }`). `event` is a fixed snake_case word, never text that holds data.
 */
export const log = {
  info: (event: string, fields: LogFields = {}) => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}) => write('error', event, fields),
}
