import { expect, test } from 'vitest'
import { noRetentionText, noTrafficText, zoneStatus } from './zone-status'

test.each([
  ['active', false, 'Active', undefined],
  ['active', true, 'Active, paused', 'no logs: traffic bypasses CIS'],
  ['pending', false, 'Pending', 'no traffic yet: its name servers don’t point to CIS'],
  ['moved', false, 'Moved', 'no traffic: its name servers point elsewhere'],
  ['read_only', false, 'Read only', undefined],
  ['', false, 'Unknown', undefined],
])('status %j, paused %s', (status, paused, text, note) => {
  const { glyph, ...words } = zoneStatus({ status, paused })
  expect(words).toEqual({ text, ...(note && { note }) })
  expect(glyph === 'disc').toBe(status === 'active' && !paused)
})

test.each([
  ['active', false, null],
  ['active', true, /paused.*bypasses CIS/],
  ['pending', false, /not active \(pending\).*no traffic flows/],
  ['moved', false, /not active \(moved\).*no traffic flows/],
])('status %j, paused %s, traffic: %s', (status, paused, said) => {
  const text = noTrafficText({ status, paused })
  if (said === null) expect(text).toBeNull()
  else expect(text).toMatch(said)
})

test.each([
  [{ enabled: true }, null],
  [{ enabled: false }, null],
  [{ enabled: null, reason: 'plan' }, 'Not available in this plan'],
  [{ enabled: null, reason: 'role' }, 'Unknown; your role can’t read it'],
  [{ enabled: null }, 'Unknown; IBM doesn’t say'],
] as const)('retention %j: %s', (retention, said) => {
  expect(noRetentionText(retention)).toBe(said)
})
