import { describe, expect, it } from 'vitest'
import { dropBase, loadBase, saveBase } from './base-storage'
import { testJob } from './testing/job'
import { testStorage } from './testing/storage'

const job = testJob()

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
