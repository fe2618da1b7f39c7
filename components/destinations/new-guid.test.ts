import { expect, it } from 'vitest'
import { newGuid } from './new-guid'

it('makes random GUIDs of version 4, each another one', () => {
  const made = Array.from({ length: 200 }, newGuid)
  for (const guid of made) {
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  expect(new Set(made).size).toBe(200)
})
