import { expect, test } from 'vitest'
import { zoneStatus } from './zone-status'

test.each([
  ['active', false, 'Active', undefined],
  ['active', true, 'Active, paused', 'no logs: traffic bypasses CIS'],
  ['pending', false, 'Pending', 'no traffic yet: its name servers don’t point to CIS'],
  ['read_only', false, 'Read only', undefined],
  ['', false, 'Unknown', undefined],
])('status %j, paused %s', (status, paused, text, note) => {
  const { glyph, ...words } = zoneStatus({ status, paused })
  expect(words).toEqual({ text, ...(note && { note }) })
  expect(glyph === 'disc').toBe(status === 'active' && !paused)
})
