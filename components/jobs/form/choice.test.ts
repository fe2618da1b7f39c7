import { describe, expect, it } from 'vitest'
import {
  type Choice,
  choosePreset,
  followed,
  helpOf,
  newSince,
  offers,
  sameNames,
  tick,
  tickedNames,
} from './choice'

const live = ['ClientIP', 'ClientRequestHost', 'EdgeStartTimestamp', 'RayID', 'Added']
const http = 'http_requests'
const list = (...names: string[]): Choice => ({ choice: 'list', names })

describe('tickedNames', () => {
  it('follows the live list for all', () => {
    expect(tickedNames({ choice: 'all', names: ['RayID'] }, http, live)).toEqual(live)
  })

  it('ticks what IBM documents of its own set, and nothing where it documents none', () => {
    const own: Choice = { choice: 'default', names: ['Added'] }
    expect(tickedNames(own, http, live)).toEqual([
      'ClientIP',
      'ClientRequestHost',
      'EdgeStartTimestamp',
      'RayID',
    ])
    expect(tickedNames(own, 'dns_logs', live)).toEqual([])
    expect(tickedNames(own, 'gateway_http', live)).toEqual([])
  })

  it('keeps the names of a list, also while IBM’s is being read', () => {
    expect(tickedNames(list('Gone', 'RayID'), http, live)).toEqual(['Gone', 'RayID'])
    expect(tickedNames({ choice: 'siem', names: ['RayID'] }, http, null)).toEqual(['RayID'])
  })
})

describe('tick', () => {
  it('makes a list of one’s own, in IBM’s order', () => {
    expect(tick(list('RayID'), { names: ['ClientIP'], on: true }, http, live)).toEqual(
      list('ClientIP', 'RayID'),
    )
  })

  it('starts from what is ticked', () => {
    const all: Choice = { choice: 'all', names: [] }
    expect(tick(all, { names: ['Added', 'RayID'], on: false }, http, live)).toEqual(
      list('ClientIP', 'ClientRequestHost', 'EdgeStartTimestamp'),
    )
  })

  it('keeps fields that IBM lists no more until they are unticked', () => {
    const before = list('Gone', 'RayID')
    expect(tick(before, { names: ['ClientIP'], on: true }, http, live)).toEqual(
      list('ClientIP', 'RayID', 'Gone'),
    )
    expect(tick(before, { names: ['Gone'], on: false }, http, live)).toEqual(list('RayID'))
  })

  it('does nothing twice', () => {
    const change = { names: ['ClientIP'], on: true }
    const once = tick(list('RayID'), change, http, live)
    expect(tick(once, change, http, live)).toEqual(once)
  })
})

describe('followed', () => {
  it('spells a preset out again when the list is another', () => {
    const minimal: Choice = { choice: 'minimal', names: ['RayID'] }
    expect(followed(minimal, http, live)?.names).toEqual([
      'ClientRequestHost',
      'EdgeStartTimestamp',
      'RayID',
    ])
    expect(followed(choosePreset('minimal', http, live), http, live)).toBeNull()
  })

  it.each<Choice>([list('RayID'), { choice: 'all', names: [] }, { choice: 'default', names: [] }])(
    'leaves $choice alone',
    (now) => {
      expect(followed(now, http, live)).toBeNull()
    },
  )
})

describe('offers', () => {
  const values = (...given: Parameters<typeof offers>) => offers(...given).map(({ value }) => value)

  it('counts what is known', () => {
    const counts = Object.fromEntries(
      offers('list', 2, http, live).map(({ value, count }) => [value, count]),
    )
    expect(counts).toMatchObject({ all: 5, default: 4, minimal: 3, list: 2 })
    expect(offers('all', 5, 'dns_logs', live).find(({ value }) => value === 'default')).toEqual({
      value: 'default',
      label: 'Default',
    })
  })

  it('offers without a list what needs none', () => {
    expect(values('siem', 0, http, null)).toEqual(['all', 'default', 'siem', 'list'])
  })

  it('offers general presets for a dataset that we don’t know', () => {
    expect(values('list', 1, 'gateway_http', live)).toEqual([
      'all',
      'default',
      'noPersonalData',
      'list',
    ])
    expect(choosePreset('noPersonalData', 'gateway_http', live).names).not.toContain('ClientIP')
    expect(choosePreset('siem', 'gateway_http', live).names).toEqual([])
  })
})

describe('newSince', () => {
  it.each([
    ['has all', live, []],
    ['lacks one', live.slice(0, -1), ['Added']],
    ['is a choice', ['RayID'], []],
    ['has others besides', [...live.slice(1), 'Gone'], ['ClientIP']],
  ])('%s', (_, held, expected) => {
    expect(newSince(held, live)).toEqual(expected)
  })

  it('takes a tenth of a long list for new, no more', () => {
    const many = Array.from({ length: 100 }, (_, n) => `F${n}`)
    expect(newSince(many.slice(10), many)).toHaveLength(10)
    expect(newSince(many.slice(11), many)).toEqual([])
  })
})

it('compares names whatever their order', () => {
  expect(sameNames(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(sameNames(['a', 'b'], ['a', 'c'])).toBe(false)
  expect(sameNames(['a'], ['a', 'b'])).toBe(false)
})

it('explains every choice', () => {
  for (const choice of ['all', 'default', 'siem', 'noPersonalData', 'minimal', 'list'] as const) {
    expect(helpOf(choice)).toMatch(/\.$/)
  }
})
