import { expect, test } from 'vitest'
import { chunk } from './chunk'

test('all parts come by one promise, fetched once', async () => {
  let fetched = 0
  const pair = chunk(async () => {
    fetched++
    return { step: 'step', side: 'side' }
  })
  expect(pair.parts()).toBeNull()
  const [first, second] = await Promise.all([pair.load(), pair.load()])
  expect(first).toBe(second)
  expect(pair.parts()).toBe(first)
  await pair.load()
  expect(fetched).toBe(1)
})

test('what could not be fetched is fetched again when it is asked for again', async () => {
  let fetched = 0
  const pair = chunk(async () => {
    fetched++
    if (fetched === 1) throw new Error('no network')
    return 'there'
  })
  await expect(pair.load()).rejects.toThrow('no network')
  expect(pair.parts()).toBeNull()
  await expect(pair.load()).resolves.toBe('there')
  expect(pair.parts()).toBe('there')
})
