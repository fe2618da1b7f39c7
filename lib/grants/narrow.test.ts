import { describe, expect, it } from 'vitest'
import type { Rails, Role, Scope } from '../schemas/grant'
import { grantsOn, rule } from './decide'
import { type Grant, reachOf } from './grant'
import { beyond, narrowed } from './narrow'
import { matchesPattern } from './pattern'

const all: Scope = { kind: 'all' }
const instance = (instanceId: string): Scope => ({ kind: 'instance', instanceId })
const zones = (instanceId: string, ...zoneIds: string[]): Scope => ({
  kind: 'zones',
  instanceId,
  zoneIds,
})
const pattern = (text: string): Scope => ({ kind: 'pattern', pattern: text })

function grant(role: Role, scope: Scope, rails: Rails | null = null): Grant {
  const subject = { kind: 'group' as const, name: 'team' }
  return { id: 'grant', subject, role, scope, rails, expiresAtMs: null }
}

const scopes = [
  all,
  instance('i1'),
  instance('i2'),
  zones('i1', 'a'),
  zones('i1', 'a', 'b'),
  zones('i2', 'a'),
  pattern('*'),
  pattern('*.shop.example'),
  pattern('*.SHOP.example'),
  pattern('a.*.example'),
  pattern('a.shop.example'),
]
const places = ['i1', 'i2'].flatMap((instanceId) =>
  ['a', 'b', 'c'].flatMap((zoneId) =>
    ['a.shop.example', 'b.shop.example', 'a.other.example', 'else'].map((name) => ({
      instanceId,
      zoneId,
      name,
    })),
  ),
)
const pairs = scopes.flatMap((one) => scopes.map((other): [Scope, Scope] => [one, other]))

describe('a token', () => {
  it.each(pairs)('of %j for %j counts where both do', (own, given) => {
    const left = narrowed([grant('editor', own)], { role: 'editor', scope: given })
    for (const place of places) {
      const covers = (scope: Scope) => grantsOn([grant('viewer', scope)], place, 0).length > 0
      expect(grantsOn(left, place, 0).length > 0).toBe(covers(own) && covers(given))
      if (grantsOn(left, place, 0).length > 0) {
        expect(left.some((one) => reachOf(one, place.instanceId) !== 'none')).toBe(true)
      }
    }
  })

  it.each(pairs)('of %j for %j is not wider only where each place is covered', (own, given) => {
    if (beyond([grant('editor', own)], given).length > 0) return
    for (const place of places) {
      const covers = (scope: Scope) => grantsOn([grant('viewer', scope)], place, 0).length > 0
      if (covers(given)) expect(covers(own)).toBe(true)
    }
  })

  it.each<[Role, Role, Role]>([
    ['viewer', 'editor', 'viewer'],
    ['editor', 'viewer', 'viewer'],
    ['editor', 'editor', 'editor'],
    ['administrator', 'editor', 'editor'],
    ['administrator', 'viewer', 'viewer'],
  ])('of a %s as %s is %s', (own, given, left) => {
    const [one] = narrowed([grant(own, all)], { role: given, scope: all })
    expect(one?.role).toBe(left)
  })

  it('is bound by the rails of its person', () => {
    const rails = { needsApproval: true, datasets: ['http_requests'] }
    const change = { dataset: 'dns_logs', destination: null }
    const share = { role: 'editor' as const, scope: zones('i1', 'a') }
    const bound = narrowed([grant('editor', all, rails)], share)
    expect(rule(bound, 'jobs.create', change)).toMatchObject({ kind: 'rail' })
    expect(rule(bound, 'jobs.delete', change)).toEqual({ kind: 'approval' })
    const free = narrowed([grant('administrator', all, rails)], share)
    expect(rule(free, 'jobs.create', change)).toEqual({ kind: 'free' })
  })

  it('ends with the grant', () => {
    const ending = { ...grant('editor', all), expiresAtMs: 1_000 }
    const left = narrowed([ending], { role: 'editor', scope: all })
    const place = { instanceId: 'i1', zoneId: 'a', name: null }
    expect(grantsOn(left, place, 999)).toHaveLength(1)
    expect(grantsOn(left, place, 1_000)).toEqual([])
  })
})

describe('what goes beyond', () => {
  it.each<[Scope[], Scope, string[]]>([
    [[], all, ['']],
    [[instance('i1')], all, ['']],
    [[all], all, []],
    [[zones('i1', 'a')], instance('i1'), ['instanceId']],
    [[pattern('*')], instance('i1'), ['instanceId']],
    [[instance('i1')], zones('i1', 'a'), []],
    [[zones('i1', 'a'), zones('i1', 'b')], zones('i1', 'a', 'b'), []],
    [[zones('i1', 'a'), zones('i2', 'b')], zones('i1', 'a', 'b'), ['zoneIds.1']],
    [[pattern('*.example')], zones('i1', 'a'), ['zoneIds.0']],
    [[pattern('*.example')], pattern('*.shop.example'), []],
    [[pattern('*.shop.example')], pattern('*.example'), ['pattern']],
    [[pattern('*.shop.example')], pattern('shop.example'), ['pattern']],
    [[instance('i1'), instance('i2')], pattern('*'), ['pattern']],
    [[zones('i1', 'a')], pattern('a'), ['pattern']],
  ])('%j: of %j', (own, given, members) => {
    expect(
      beyond(
        own.map((scope) => ({ scope })),
        given,
      ),
    ).toEqual(members)
  })

  it('is told of patterns as by every name that they fit', () => {
    const letters = ['a', '.', '*']
    const texts = (length: number): string[] =>
      length === 0 ? [''] : texts(length - 1).flatMap((text) => letters.map((one) => text + one))
    const some = [1, 2, 3].flatMap(texts)
    const names = [1, 2, 3, 4, 5].flatMap((length) =>
      length === 0 ? [] : texts(length).filter((text) => !text.includes('*')),
    )
    for (const outer of some) {
      for (const inner of some) {
        if (beyond([{ scope: pattern(outer) }], pattern(inner)).length > 0) continue
        const fits = names.filter((name) => matchesPattern(inner, name))
        expect(fits.filter((name) => !matchesPattern(outer, name))).toEqual([])
      }
    }
  })
})
