import { describe, expect, it } from 'vitest'
import { connectionLimits } from './connections.mjs'

describe('the limits of connections', () => {
  it.each([
    [1024, { total: 768, perCaller: 384 }],
    [20_000, { total: 4096, perCaller: 2048 }],
  ])('of %d descriptors leave some for files and the way to IBM', (descriptors, expected) => {
    expect(connectionLimits(descriptors)).toEqual(expected)
  })

  it('come from the process’s own descriptors', () => {
    expect(connectionLimits().total).toBeGreaterThan(0)
  })
})
