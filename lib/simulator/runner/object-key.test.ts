import { expect, test } from 'vitest'
import { challengeKey, objectKey } from './object-key.ts'

const start = Date.UTC(2026, 4, 1, 23, 59, 45)
const end = start + 30_000

test.each([
  ['', '20260501T235945Z_20260502T000015Z_0123abcd.log.gz'],
  ['logs', 'logs/20260501T235945Z_20260502T000015Z_0123abcd.log.gz'],
  ['logs/{DATE}', 'logs/20260501/20260501T235945Z_20260502T000015Z_0123abcd.log.gz'],
  ['{DATE}/x', '20260501/x/20260501T235945Z_20260502T000015Z_0123abcd.log.gz'],
])('a file in %j', (path, key) => {
  expect(objectKey(path, start, end, '0123abcd')).toBe(key)
})

test.each([
  ['', 'ownership-challenge.txt'],
  ['logs', 'logs/ownership-challenge.txt'],
  ['logs/{DATE}', 'logs/20260501/ownership-challenge.txt'],
])('a challenge in %j', (path, key) => {
  expect(challengeKey(path, start)).toBe(key)
})
