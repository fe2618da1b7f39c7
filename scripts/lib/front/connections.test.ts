import { describe, expect, it } from 'vitest'
import { connectionLimits, networkOf } from './connections.mjs'

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

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1'],
    ['::1', '0:0:0:0'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ])('count %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
