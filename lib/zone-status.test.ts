import { expect, test } from 'vitest'
import { zoneStatus } from './zone-status'

test.each([
  ['active', false, 'Active', undefined],
  ['active', true, 'Active, paused', 'traffic goes past CIS, no logs'],
  ['pending', false, 'Pending', 'waits for its name servers'],
  ['read_only', false, 'Read only', undefined],
  ['', false, 'Not known', undefined],
])('status %j, paused %s', (status, paused, text, note) => {
  const { glyph, ...words } = zoneStatus({ status, paused })
  expect(words).toEqual({ text, ...(note && { note }) })
  expect(glyph === 'disc').toBe(status === 'active' && !paused)
})
