import { expect, test } from 'vitest'
import { countOf } from '@/lib/count'
import { instanceState, zoneState } from './words'

test.each([
  ['active', false, 'Active', undefined],
  ['active', true, 'Active, paused: no logs: traffic bypasses CIS', 'bars'],
  ['pending', false, 'Pending: no traffic yet: its name servers don’t point to CIS', 'dashed-ring'],
  ['moved', true, 'Moved, paused: no logs: traffic bypasses CIS', 'bars'],
  ['read_only', false, 'Read only', 'question'],
  ['', false, 'Unknown', 'question'],
])('a zone that is %j, paused %s, reads %s', (status, paused, text, glyph) =>
  expect(zoneState({ status, paused })).toEqual({ text, glyph }),
)

test.each([
  ['active', 'Active'],
  ['pending_reclamation', 'Deleted, can still be restored'],
  ['pending_removal', 'Pending removal'],
])('an instance that is %s reads %s', (state, text) =>
  expect(instanceState({ state }).text).toBe(text),
)

test('counts', () => {
  expect(countOf(1, 'zone')).toBe('1 zone')
  expect(countOf(0, 'zone')).toBe('0 zones')
  expect(countOf(1003, 'zone')).toBe('1,003 zones')
})
