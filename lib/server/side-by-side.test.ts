import { describe, expect, it } from 'vitest'
import { sideBySide } from './side-by-side'

describe('workers side by side', () => {
  it('share the pieces, no more at once than asked for', async () => {
    const pieces = [1, 2, 3, 4, 5]
    const done: number[] = []
    let atOnce = 0
    let most = 0
    await sideBySide(2, async () => {
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        most = Math.max(most, ++atOnce)
        await Promise.resolve()
        atOnce--
        done.push(piece)
      }
    })
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })

  it('fail with what failed first, once nobody works any more', async () => {
    const slow = Promise.withResolvers<void>()
    let turn = 0
    let isThrough = false
    const failing = sideBySide(3, async () => {
      const mine = turn++
      if (mine === 2) throw new Error('first')
      await slow.promise
      if (mine === 1) throw new Error('second')
      isThrough = true
    })
    let isTold = false
    const told = failing.catch((error) => {
      isTold = true
      return error
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isTold).toBe(false)
    slow.resolve()
    expect(await told).toEqual(new Error('first'))
    expect(isThrough).toBe(true)
  })
})
