import { expect, test } from 'vitest'
import { draftKey } from '@/lib/jobs/draft-storage'
import { draftPrefix } from './sign-out'

test('signing out knows how drafts are kept', () => {
  expect(draftKey('IBMid-1', 'a'.repeat(32)).startsWith(draftPrefix)).toBe(true)
})
