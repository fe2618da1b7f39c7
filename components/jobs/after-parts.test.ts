import { describe, expect, it } from 'vitest'
import { afterParts } from './after-parts'

describe('afterParts', () => {
  it('folds what is added and dropped', () => {
    expect(afterParts('3 selected; adds A, B; removes C')).toEqual({
      value: '3 selected',
      lists: [
        { verb: 'adds', names: ['A', 'B'] },
        { verb: 'removes', names: ['C'] },
      ],
    })
    expect(afterParts('All')).toEqual({ value: 'All', lists: [] })
  })

  it('leaves other texts whole', () => {
    expect(afterParts('a folder; odd')).toEqual({ value: 'a folder; odd', lists: [] })
  })
})
