import { describe, expect, it } from 'vitest'
import { createId, idPattern } from './id'

describe('an id', () => {
  it('sorts in the order of making, within a millisecond and when the clock steps back', () => {
    const future = Date.now() + 1_000_000
    const ids = [
      ...Array.from({ length: 10_000 }, () => createId(future)),
      createId(future - 5000),
      createId(future + 10),
    ]
    expect(ids).toEqual(ids.toSorted())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => idPattern.test(id))).toBe(true)
  })

  it('begins with the time', () => {
    const later = Date.now() + 9_000_000
    expect(Number.parseInt(createId(later).replaceAll('-', '').slice(0, 12), 16)).toBe(later)
  })
})
