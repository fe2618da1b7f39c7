import { describe, expect, it, test } from 'vitest'
import {
  isFiltered,
  nextSort,
  onPhone,
  queryOf,
  readFilter,
  readView,
  sortChoices,
  sortedBy,
} from './coverage-filter'

const read = (query: string) => readFilter(new URLSearchParams(query))

describe('the filter of an address', () => {
  it.each([
    [
      'q=shop+eu&state=failing&sort=dataset:dns_logs',
      { q: 'shop eu', state: 'failing', sort: 'dataset:dns_logs' },
    ],
    ['state=on+fire&sort=price&retention=on&q=+', {}],
    [
      'team=net-ops&retention=off&destination=logs-eu',
      { team: 'net-ops', retention: 'off', destination: 'logs-eu' },
    ],
    ['sort=-dataset:page_shield_events', { sort: '-dataset:page_shield_events' }],
    ['sort=-team', { sort: '-team' }],
    ['sort=dataset:a%20b&view=compact', {}],
    ['q=a%0Ab', { q: 'a b' }],
  ])('%s', (query, filter) => expect(read(query)).toEqual(filter))

  it('comes to itself again', () => {
    const filter = read('q=shop&dataset=http_requests&sort=-lost')
    const query = new URLSearchParams(queryOf(filter, 'compact'))
    expect(readFilter(query)).toEqual(filter)
    expect(readView(query)).toBe('compact')
    expect(readView(new URLSearchParams(queryOf(filter, 'rows')))).toBe('rows')
  })

  it('leaves nothing out where it only sorts', () => {
    expect(isFiltered(read('sort=state'))).toBe(false)
    expect(isFiltered(read('q=a'))).toBe(true)
  })

  it('is worst first on a phone, unless somebody chose otherwise', () => {
    expect(onPhone({})).toEqual({ sort: 'state' })
    expect(onPhone({ sort: 'zoneName', q: 'a' })).toEqual({ sort: 'zoneName', q: 'a' })
  })
})

test.each([
  ['zoneName', undefined, '-zoneName'],
  ['zoneName', '-zoneName', 'zoneName'],
  ['lost', undefined, '-lost'],
  ['lost', '-lost', 'lost'],
  ['dataset:dns_logs', 'lost', 'dataset:dns_logs'],
  ['dataset:dns_logs', 'dataset:dns_logs', '-dataset:dns_logs'],
])('a press on %s while sorted by %s asks for %s', (column, sort, next) =>
  expect(nextSort(column, sort)).toBe(next),
)

test('where there are no heads, all columns can be chosen, and what is chosen is among them', () => {
  const columns = [{ id: 'dns_logs', label: 'DNS logs' }]
  const values = (hasTeams: boolean, sort?: string) =>
    sortChoices(columns, hasTeams, sort).map(([value]) => value)
  const own = ['zoneName', 'state', '-lost', 'asOf', 'dataset:dns_logs']
  expect(values(false)).toEqual(own)
  expect(values(true, 'team')).toEqual([...own, 'team'])
  expect(sortChoices(columns, false, '-dataset:dns_logs').at(-1)).toEqual([
    '-dataset:dns_logs',
    'Worst DNS logs, reversed',
  ])
  expect(values(false, 'dataset:x').at(-1)).toBe('dataset:x')
})

test('a column says whether it is the one that is sorted by', () => {
  expect(sortedBy('zoneName')).toBe('ascending')
  expect(sortedBy('lost', '-lost')).toBe('descending')
  expect(sortedBy('zoneName', '-lost')).toBeUndefined()
})
