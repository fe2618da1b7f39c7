import { expect, it } from 'vitest'
import { remember } from './remember'

it('makes each result once, and anew when there was no room for it', () => {
  const made: string[] = []
  const shout = remember(2, (text) => {
    made.push(text)
    return text.toUpperCase()
  })
  expect(['a', 'b', 'a', 'b'].map(shout)).toEqual(['A', 'B', 'A', 'B'])
  expect(made).toEqual(['a', 'b'])
  expect(['a', 'c', 'a', 'b'].map(shout)).toEqual(['A', 'C', 'A', 'B'])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})
