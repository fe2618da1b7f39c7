import { describe, expect, it } from 'vitest'
import { fieldsSummary } from './fields-words'

const live = ['A', 'B', 'C', 'D', 'E', 'F']

describe('fieldsSummary', () => {
  it('counts all, and names nothing for the default set', () => {
    expect(fieldsSummary({ mode: 'all', names: live }, live).words).toBe('All (6)')
    expect(fieldsSummary({ mode: 'default' }, live).words).toBe('IBM’s default set')
  })

  it('sets a list against what IBM lists', () => {
    expect(fieldsSummary({ mode: 'list', names: ['A'] }, live)).toEqual({
      words: '1 of 6',
      leavesOut: [],
    })
    expect(fieldsSummary({ mode: 'list', names: ['A', 'B', 'C', 'D'] }, live).leavesOut).toEqual([
      'E',
      'F',
    ])
  })

  it('does not count fields that IBM lists no more', () => {
    expect(fieldsSummary({ mode: 'list', names: ['A', 'Old'] }, live).words).toBe('1 of 6')
    expect(fieldsSummary({ mode: 'all', names: [...live, 'Old'] }, live).words).toBe('All (6)')
  })

  it('only counts while the list is not there', () => {
    expect(fieldsSummary({ mode: 'list', names: ['A', 'Old'] }, undefined)).toEqual({
      words: '2 selected',
      leavesOut: [],
    })
  })
})
