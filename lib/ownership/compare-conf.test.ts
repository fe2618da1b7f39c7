import { expect, test } from 'vitest'
import { compareConfToken } from './compare-conf'
import { repairs } from './repairs'
import { comparisonWords } from './words'

const zoneId = '0123456789abcdef0123456789abcdef'
const conf = 's3://edge-logs/http/{DATE}?region=eu-central-1'
const nowMs = Date.UTC(2026, 9, 1)
const claims = {
  object_type: 'zone',
  object_id: zoneId,
  destination: conf,
  exp: nowMs / 1000 + 86_400,
}

const compared = (over: Record<string, unknown>, bound = conf) =>
  compareConfToken({ text: '', claims: { ...claims, ...over } }, { zoneId, conf: bound, nowMs })

test('a token for this very string fits', () => {
  const comparison = compared({})
  expect(comparison.fits).toBe(true)
  expect(comparison.parts.map(({ part }) => part)).toEqual([
    'madeFor',
    'zone',
    'destination',
    'goodUntil',
  ])
})

test('how the string is written makes no difference', () => {
  const written = 's3://edge-logs/http/%7BDATE%7D?b=1&region=eu-central-1'
  expect(compared({ destination: written }, `${conf}&b=1`).fits).toBe(true)
})

test('another string differs, and only a new token helps', () => {
  const comparison = compared({ destination: 's3://edge-logs/http?region=eu-central-1' })
  expect(comparison.differing).toEqual(['destination'])
  expect(comparisonWords(comparison).title).toBe('One part differs: the destination')
  expect(repairs(comparison, null)).toEqual([{ kind: 'askAgain' }])
})

test('a token that names no destination is left to IBM', () => {
  expect(compared({ destination: undefined }).fits).toBe(true)
  expect(compared({ destination: undefined }).parts[2]?.verdict).toBe('unknown')
})

test('another zone and an end that is past are told', () => {
  expect(compared({ object_id: 'f'.repeat(32), exp: nowMs / 1000 - 1 }).differing).toEqual([
    'zone',
    'goodUntil',
  ])
  expect(compared({ exp: nowMs / 1000 - 1 }).expired).toBe(true)
})

test('no secret of either string is shown', () => {
  const sas = (sig: string) => `azure://acc.blob.core.windows.net/logs?sv=2024-01-01&sig=${sig}`
  const comparison = compared({ destination: sas('FAKEold%3D') }, sas('FAKEnew%3D'))
  expect(comparison.differing).toEqual(['destination'])
  expect(JSON.stringify(comparison)).not.toContain('FAKE')
})
