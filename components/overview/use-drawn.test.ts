import { describe, expect, it } from 'vitest'
import { drawNext, keysInSight, nextPace } from './use-drawn'

const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
const sight = (keys: number[], drawn: number[] = keys) => ({
  keys: new Set(keys),
  drawn: new Set(drawn),
})

describe('drawNext', () => {
  it('draws the first that there is room for', () => {
    const { drawn, fresh, isJump } = drawNext(null, rows(0, 20), 4)
    expect([...drawn]).toEqual([0, 1, 2, 3])
    expect({ fresh, isJump }).toEqual({ fresh: 4, isJump: false })
  })

  it('keeps what is drawn, adds to it, and forgets what went', () => {
    const { drawn } = drawNext(sight(rows(0, 20)), rows(3, 20), 2)
    expect([...drawn]).toEqual(rows(3, 19))
  })

  it('draws nothing new in a jump, and goes on when nothing more comes', () => {
    const first = drawNext(sight(rows(0, 20)), rows(10, 20), 4)
    expect(first.isJump).toBe(true)
    expect([...first.drawn]).toEqual(rows(10, 10))
    const then = drawNext(sight(rows(10, 20), [...first.drawn] as number[]), rows(10, 20), 4)
    expect(then.isJump).toBe(false)
    expect([...then.drawn]).toEqual(rows(10, 14))
  })

  it('draws all in the end', () => {
    let last = sight(rows(0, 45), [])
    for (let frame = 0; frame < 12; frame++) {
      const { drawn } = drawNext(last, rows(0, 45), 4)
      last = sight(rows(0, 45), [...drawn] as number[])
    }
    expect(last.drawn.size).toBe(45)
  })
})

describe('nextPace', () => {
  it.each([
    ['as much as fits, of a quick machine twice as much', 2, 2, 1, 4],
    ['no more than a few', 12, 12, 2, 12],
    ['less on a slow machine, and never nothing', 12, 12, 80, 2],
    ['as before where nothing was drawn', 6, 0, 0, 6],
    ['a clock without fractions', 2, 2, 0, 4],
  ])('%s', (_name, pace, fresh, tookMs, next) => {
    expect(nextPace(pace, fresh, tookMs)).toBe(next)
  })
})

it('puts what is in sight before what is above and below', () => {
  const items = rows(10, 6).map((index) => ({ index, key: `row ${index}` }))
  expect(keysInSight(items, { startIndex: 12, endIndex: 13 })).toEqual(
    [12, 13, 10, 11, 14, 15].map((index) => `row ${index}`),
  )
  expect(keysInSight(items, null)).toHaveLength(6)
})
