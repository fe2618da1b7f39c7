import { expect, test } from 'vitest'
import { defaultFields, parseLogpullOptions } from './logpull-options.ts'
import { createDraw, recordLine, timestampText } from './records.ts'

const at = Date.UTC(2026, 4, 1, 12, 0, 7, 250)

test.each([
  ['rfc3339', '"2026-05-01T12:00:07Z"'],
  ['unix', '1777636807'],
  ['unixnano', '1777636807250000000'],
] as const)('a moment in %s', (format, text) => {
  expect(timestampText(at, format)).toBe(text)
})

test.each([
  ['fields=A,B&timestamps=rfc3339', { fields: ['A', 'B'], timestamps: 'rfc3339', sample: 1 }],
  ['timestamps=unix&sample=0.1', { fields: null, timestamps: 'unix', sample: 0.1 }],
  ['fields=', { fields: null, timestamps: 'unixnano', sample: 1 }],
  [null, { fields: null, timestamps: 'unixnano', sample: 1 }],
])('options %j', (text, expected) => {
  expect(parseLogpullOptions(text)).toEqual(expected)
})

test('without names HTTP requests have nine fields, others all of theirs', () => {
  expect(defaultFields('http_requests', ['X'])).toHaveLength(9)
  expect(defaultFields('dns_logs', ['X', 'Y'])).toEqual(['X', 'Y'])
})

const TYPES = new Map([
  ['RayID', 'string; ID'],
  ['ClientIP', 'string; IP'],
  ['EdgeResponseStatus', 'int; status'],
  ['EdgeResponseBytes', 'int; bytes'],
  ['BotScore', 'int; score'],
  ['WorkerSubrequest', 'bool; sub'],
  ['Cookies', 'map[string]string; cookies'],
  ['MatchIDs', 'array[string]; rules'],
  ['Ratio', 'float; share'],
  ['Datetime', 'int or string; when'],
])

test('a line holds exactly its fields, each of its type', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const fields = [...TYPES.keys(), 'NotListed']
    const line = recordLine({
      fields,
      types: TYPES,
      timestamps: 'unix',
      at,
      zoneName: 'shop.example',
      draw: createDraw(seed),
    })
    expect(line).not.toContain('\n')
    const record = JSON.parse(line)
    expect(Object.keys(record)).toEqual(fields)
    expect(record.RayID).toMatch(/^[0-9a-f]{16}$/)
    expect(record.ClientIP).toMatch(/^(192\.0\.2|198\.51\.100)\.\d{1,3}$/)
    expect([200, 304, 404]).toContain(record.EdgeResponseStatus)
    expect(record.Datetime).toBe(1777636807)
    expect([record.EdgeResponseBytes, record.BotScore].every(Number.isInteger)).toBe(true)
    expect([typeof record.WorkerSubrequest, typeof record.Ratio]).toEqual(['boolean', 'number'])
    expect([Array.isArray(record.MatchIDs), record.Cookies]).toEqual([true, {}])
    expect(record.NotListed).toBeTypeOf('string')
  }
})

test('the same seed draws the same line', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createDraw(seed))
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})
