import { expect, test } from 'vitest'
import { retentionLoss } from './turn-off-words'
import { retentionNeed } from './words'

test('retention says whom it touches', () => {
  expect(retentionNeed(0)).toMatch(/before a job can be created/)
  expect(retentionNeed(1)).toMatch(/changes to the zone’s job\.$/)
  expect(retentionLoss(4)).toBe(
    'IBM requires it for Logpush and may refuse changes to the zone’s 4 jobs. Logs already stored are kept until they are 7 days old; new ones can’t be recovered with Logpull.',
  )
  expect(retentionLoss(undefined)).toMatch(/the zone’s jobs/)
})
