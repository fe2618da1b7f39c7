import 'server-only'
import { format, stripVTControlCharacters } from 'node:util'
import { type LogLevel, log } from './log'

/** Enough for a message and the top of its stack. */
const longestText = 2000

const levels = {
  debug: 'info',
  log: 'info',
  info: 'info',
  dir: 'info',
  trace: 'warn',
  warn: 'warn',
  error: 'error',
} as const satisfies Partial<Record<keyof Console, LogLevel>>

/**
 * Makes log lines of what the framework and the runtime print by themselves: the log's promise of one JSON line an event
 * holds for it, too, and what a stranger sent can't forge a line or steer a terminal. Not in development, where the
 * terminal is read by a person.
 * @param target where it would be printed
 */
export function captureOutput(target: Pick<Console, keyof typeof levels> = console): void {
  for (const [method, level] of Object.entries(levels)) {
    const capture = (...parts: unknown[]) => {
      const text = stripVTControlCharacters(format(...parts)).trim()
      if (text === '') return
      log[level]('framework_output', {
        text: text.length > longestText ? `${text.slice(0, longestText)}…` : text,
      })
    }
    Object.assign(target, { [method]: capture })
  }
}

/** The same for the runtime's warnings, some of which repeat an address that was asked for. */
export function captureWarnings(source: NodeJS.EventEmitter = process): void {
  // The one listener that is there prints them.
  source.removeAllListeners('warning')
  source.on('warning', (warning: Error) => log.warn('runtime_warning', { error: warning }))
}
