import { expect, test } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import { browserStorage, isWorthKeeping } from './draft-keeping'

const empty = emptyDraft()

test('what fills itself in is not worth keeping, and neither is a secret alone', () => {
  expect(isWorthKeeping(empty)).toBe(false)
  expect(isWorthKeeping({ ...empty, cos: { ...empty.cos, instanceId: 'i', apiKey: 'FAKE' } })).toBe(
    false,
  )
  expect(
    isWorthKeeping({ ...empty, cloudLogs: { ...empty.cloudLogs, instanceId: 'i', region: 'eu' } }),
  ).toBe(false)
  expect(isWorthKeeping({ ...empty, name: 'shop-http' })).toBe(false)
})

test('everything else is', () => {
  expect(isWorthKeeping({ ...empty, name: 'shop', nameTyped: true })).toBe(true)
  expect(isWorthKeeping({ ...empty, kind: 'cloudLogs' })).toBe(true)
  expect(isWorthKeeping({ ...empty, cos: { ...empty.cos, bucket: 'logs' } })).toBe(true)
})

test('where there is no storage there is none', () => expect(browserStorage()).toBeNull())
