import { describe, expect, it } from 'vitest'
import { jobOf } from '@/lib/jobs/testing'
import { dropBase, loadBase, saveBase } from './base-storage'
import { testStorage } from './testing/storage'

const job = jobOf()

describe('the base of a draft', () => {
  const storage = testStorage()
  it('comes back as it was, and not when it is damaged', () => {
    saveBase(storage, 'k', { job, readAtMs: 1 })
    expect(loadBase(storage, 'k')).toEqual({ job, readAtMs: 1 })
    dropBase(storage, 'k')
    expect(loadBase(storage, 'k')).toBe(null)
    storage.setItem('k:base', '{"job":{}}')
    expect(loadBase(storage, 'k')).toBe(null)
    storage.setItem('k:base', 'no json')
    expect(loadBase(storage, 'k')).toBe(null)
  })
})
