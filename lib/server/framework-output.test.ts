import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { captureOutput, captureWarnings } from './framework-output'
import { type LogLevel, setLogSink } from './log'

const lines: [LogLevel, string][] = []
let restore: () => void

beforeEach(() => {
  lines.length = 0
  restore = setLogSink((level, line) => lines.push([level, line]))
})
afterEach(() => restore())

function captured() {
  const silent = (...parts: unknown[]) => {
    throw new Error(`printed ${parts.length}`)
  }
  const target = {
    debug: silent,
    log: silent,
    info: silent,
    dir: silent,
    trace: silent,
    warn: silent,
    error: silent,
  }
  captureOutput(target)
  return target
}

it('makes one JSON line of whatever is printed, by its level', () => {
  const target = captured()
  target.error('⨯', new TypeError('Invalid URL'), { input: '*' })
  target.log('two\nlines')
  target.warn('%s of %d', 'one', 2)
  expect(lines.map(([level]) => level)).toEqual(['error', 'info', 'warn'])
  const [error, log, warn] = lines.map(([, line]) => JSON.parse(line))
  expect(error).toMatchObject({ level: 'error', event: 'framework_output' })
  expect(error.text).toMatch(/^⨯ TypeError: Invalid URL\n {4}at .*\{ input: '\*' \}$/s)
  expect([log.text, warn.text]).toEqual(['two\nlines', 'one of 2'])
  for (const [, line] of lines) expect(line).not.toContain('\n')
})

it('lets no control character through, cuts what is long, hides secrets, leaves out what is empty', () => {
  const target = captured()
  target.error('\x1b[31mred\x1b[39m \x07bell \x9b31m \x7f \u2028{"event":"forged"}')
  target.error('a'.repeat(100_000))
  target.error('sent Authorization: Bearer FAKEFAKEFAKEFAKEsecret')
  target.log()
  target.log('  ')
  expect(lines).toHaveLength(3)
  for (const [, line] of lines) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  expect(JSON.parse(lines[0]?.[1] ?? '').text.slice(0, 9)).toBe('red \x07bell')
  expect(lines[1]?.[1].length).toBeLessThan(2500)
  expect(lines[2]?.[1]).not.toContain('FAKE')
})

it('takes the place of what prints warnings', () => {
  const runtime = new EventEmitter()
  let printed = 0
  runtime.on('warning', () => printed++)
  captureWarnings(runtime)
  const warning = Object.assign(new Error('The URL http://\x1b[31m:x is invalid'), {
    name: 'DeprecationWarning',
    code: 'DEP0170',
  })
  runtime.emit('warning', warning)
  expect(printed).toBe(0)
  expect(JSON.parse(lines[0]?.[1] ?? '')).toMatchObject({
    level: 'warn',
    event: 'runtime_warning',
    error: { name: 'DeprecationWarning', code: 'DEP0170' },
  })
})
