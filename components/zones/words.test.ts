import { expect, test } from 'vitest'
import { retentionLoss, retentionNeed } from './words'

test('retention says whom it touches', () => {
  expect(retentionNeed(0)).toMatch(/before a job can be made/)
  expect(retentionNeed(1)).toMatch(/changes to the zone’s job\.$/)
  expect(retentionLoss(4)).toBe(
    'Logpush needs it on; IBM may refuse changes to the zone’s 4 jobs. What is stored stays until it is 7 days old.',
  )
  expect(retentionLoss(undefined)).toMatch(/the zone’s jobs/)
})
