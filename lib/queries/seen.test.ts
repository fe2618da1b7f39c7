import { expect, test } from 'vitest'
import { firstSeenMs, lastSeenMs, noteDelivery } from './seen'

const at = (minute: number) => Date.UTC(2026, 9, 14, 9, minute)
const note = (id: string, minute: number | null, enabled = true) =>
  noteDelivery({
    id,
    enabled,
    lastComplete: minute === null ? null : new Date(at(minute)).toISOString(),
  })

test('the first delivery after a wait stays the first', () => {
  note('1', null)
  expect(firstSeenMs('1')).toBeNull()
  for (const minute of [3, 4, 9]) note('1', minute)
  expect(firstSeenMs('1')).toBe(at(3))
  expect(lastSeenMs('1')).toBe(at(9))
})

test('what was delivering when it was first read has no first delivery here', () => {
  note('2', 5)
  note('2', 6)
  expect(firstSeenMs('2')).toBeNull()
})

test('a job that is resumed begins anew, and its last delivery is remembered', () => {
  note('3', null)
  note('3', 3)
  note('3', 3, false)
  note('3', null)
  expect([firstSeenMs('3'), lastSeenMs('3')]).toEqual([null, at(3)])
  note('3', 8)
  expect(firstSeenMs('3')).toBe(at(8))
})
