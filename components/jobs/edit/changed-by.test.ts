import { describe, expect, it } from 'vitest'
import { changedBy } from './changed-by'

describe('changedBy', () => {
  const at = Date.UTC(2026, 9, 14, 9, 40)
  const item = (more: object = {}) => ({
    action: 'job.update' as const,
    outcome: 'succeeded' as const,
    at: new Date(at).toISOString(),
    actor: { id: 'IBMid-2', name: 'Jakub Wiśniewski', email: '', address: '' },
    ...more,
  })

  it('finds the newest change since', () => {
    expect(changedBy([item()], at - 1, 'IBMid-1')).toEqual({
      name: 'Jakub Wiśniewski',
      isYou: false,
      atMs: at,
    })
    expect(changedBy([item()], at - 1, 'IBMid-2')?.isYou).toBe(true)
  })

  it('blames nobody for what was before, failed, or was no change', () => {
    expect(changedBy([item()], at + 120_000, null)).toBe(null)
    expect(changedBy([item({ outcome: 'failed' })], at - 1, null)).toBe(null)
    expect(changedBy([item({ action: 'ownership.challenge' })], at - 1, null)).toBe(null)
    expect(changedBy([], 0, null)).toBe(null)
  })
})
