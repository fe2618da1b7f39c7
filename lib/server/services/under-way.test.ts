import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { workOnFree } from './under-way'

it('goes on with the others while one hangs, and tells of each that fails', async () => {
  const underWay = new Set<string>()
  const done: string[] = []
  const failed: string[] = []
  const hanging = Promise.withResolvers<void>()
  const round = (items: readonly string[]) =>
    workOnFree(
      underWay,
      items,
      (item) => item,
      async (item) => {
        if (item === 'slow') await hanging.promise
        if (item === 'broken') throw new Error('broken')
        done.push(item)
      },
      (_, item) => failed.push(item),
    )
  const first = round(['slow', 'one', 'broken'])
  await setImmediate()
  await round(['slow', 'one', 'broken'])
  expect(done).toEqual(['one', 'one'])
  hanging.resolve()
  await first
  expect(done).toEqual(['one', 'one', 'slow'])
  expect(failed).toEqual(['broken', 'broken'])
  expect(underWay.size).toBe(0)
})
