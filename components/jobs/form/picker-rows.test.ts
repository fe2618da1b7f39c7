import { describe, expect, it } from 'vitest'
import { groupState, pickerGroups, pickerRows } from './picker-rows'

const live = [
  { name: 'ClientIP', type: 'string', description: 'IP address of the client' },
  { name: 'ClientASN', type: 'int', description: 'Client AS number' },
  { name: 'EdgeColoCode', type: 'string', description: 'Airport code of the data centre' },
  { name: 'EdgeResponseStatus', type: 'int', description: 'HTTP status returned to the client' },
  { name: 'RayID', type: 'string', description: 'ID of the request' },
]
const groups = pickerGroups(live, [])
const keys = (...given: Parameters<typeof pickerRows>) => pickerRows(...given).map(({ key }) => key)

describe('pickerRows', () => {
  it('puts each group before its fields', () => {
    expect(keys(groups, '', null)).toEqual([
      'group Client',
      'ClientIP',
      'ClientASN',
      'group Edge',
      'EdgeColoCode',
      'EdgeResponseStatus',
      'group Other',
      'RayID',
    ])
  })

  it('searches names and meanings, words in any order', () => {
    expect(keys(groups, 'client status', null)).toEqual(['group Edge', 'EdgeResponseStatus'])
    expect(keys(groups, 'rayid', null)).toEqual(['group Other', 'RayID'])
    expect(keys(groups, 'nothing like it', null)).toEqual([])
  })

  it('shows only what is chosen', () => {
    expect(keys(groups, '', new Set(['RayID', 'ClientIP']))).toEqual([
      'group Client',
      'ClientIP',
      'group Other',
      'RayID',
    ])
  })

  it('shows fields of the job that IBM lists no more, first', () => {
    const rows = pickerRows(pickerGroups(live, ['RayID', 'OldField', 'OldField']), '', null)
    expect(rows.slice(0, 2).map(({ key }) => key)).toEqual(['group No longer listed', 'OldField'])
    expect(rows.filter(({ key }) => key === 'RayID')).toHaveLength(1)
  })

  it('marks personal data', () => {
    const personal = groups.flatMap(({ fields }) => fields.filter(({ isPersonal }) => isPersonal))
    expect(personal.map(({ name }) => name)).toEqual(['ClientIP'])
  })
})

describe('groupState', () => {
  it.each([
    [[], false, 0],
    [['a'], 'some', 1],
    [['a', 'b', 'c'], true, 2],
  ])('%s', (ticked, checked, count) => {
    expect(groupState(['a', 'b'], new Set(ticked))).toEqual({ checked, count })
  })
})
