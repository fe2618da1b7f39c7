import { describe, expect, it } from 'vitest'
import {
  addText,
  bitsToText,
  blockSize,
  clearBits,
  countOf,
  newestOf,
  noBits,
  offsetsToText,
  setBits,
  setNumbers,
} from './audit-bits'

const offsetsOf = (text: string) => {
  const bits = noBits()
  addText(bits, text)
  return [...newestOf(bits)].reverse()
}

describe('the attempts of a term in a block', () => {
  it.each<[string, number[]]>([
    ['none', []],
    ['both ends', [0, blockSize - 1]],
    ['few', [1, 7, 8, 255, 256, 65_534]],
    ['just few enough for a list', Array.from({ length: 4_095 }, (_, at) => at * 16 + 3)],
    ['just too many', Array.from({ length: 4_096 }, (_, at) => at * 16)],
    ['every other', Array.from({ length: blockSize / 2 }, (_, at) => at * 2 + 1)],
    ['all', Array.from({ length: blockSize }, (_, at) => at)],
  ])('come back: %s', (_, offsets) => {
    const text = offsetsToText(offsets)
    expect(offsetsOf(text)).toEqual(offsets)
    const bits = noBits()
    setBits(bits, offsets)
    expect(bitsToText(bits)).toBe(text)
    expect(countOf(bits)).toBe(offsets.length)
    expect(text.length).toBeLessThanOrEqual(Math.ceil(8_192 / 3) * 4)
    clearBits(bits, offsets)
    expect(bits).toEqual(noBits())
  })

  it.each([
    [0, 0],
    [0, 7],
    [3, 29],
    [8, 15],
    [65_530, 65_535],
    [60_000, 70_000],
    [0, 200_000],
    [70_000, 70_001],
    [9, 8],
  ])('are those from %i to %i', (first, last) => {
    const bits = noBits()
    setNumbers(bits, 0, first, last)
    const expected: number[] = []
    for (let at = first; at <= Math.min(last, blockSize - 1); at++) expected.push(at)
    expect([...newestOf(bits)].reverse()).toEqual(expected)
  })
})
