import { describe, expect, it } from 'vitest'
import type { Rails, Role, Scope } from '../schemas/grant'
import { grantsOn, rule, zonesShown } from './decide'
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

/** The same numbers from the same seed, below `limit`. */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

describe('random grants', () => {
  const roll = dice(20_261)
  const some = <Thing>(things: readonly [Thing, ...Thing[]]): Thing =>
    things[roll(things.length)] ?? things[0]
  const many = <Thing>(most: number, make: () => Thing) =>
    Array.from({ length: roll(most + 1) }, make)
  const scope = (): Scope => {
    const at = some(['i1', 'i2'])
    switch (roll(8)) {
      case 0:
        return all
      case 1:
        return instance(at)
      case 2:
        return pattern(some(['*', 'a*', '*.b', 'a.b', 'A.*']))
      default:
        return zones(at, ...many(5, () => some(['a', 'b', 'c', 'd', 'e', 'f'])))
    }
  }

  const isWhole = (scopes: readonly Scope[], part: Scope): boolean =>
    scopes.some((one) => {
      if (one.kind === 'all') return true
      if (one.kind === 'pattern') {
        return part.kind === 'pattern' && matchesPattern(one.pattern, part.pattern)
      }
      if (!('instanceId' in part) || part.instanceId !== one.instanceId) return false
      if (one.kind === 'instance') return true
      return part.kind === 'zones' && part.zoneIds.every((id) => one.zoneIds.includes(id))
    })
  const members = { all: '', instance: 'instanceId', pattern: 'pattern' }

  it('are gone beyond by what none of them holds, one zone at a time', () => {
    const told = new Set<number>()
    for (let nth = 0; nth < 4_000; nth++) {
      const own = many(6, scope)
      const asked = scope()
      const left =
        asked.kind !== 'zones'
          ? isWhole(own, asked)
            ? []
            : [members[asked.kind]]
          : asked.zoneIds.flatMap((id, at) =>
              isWhole(own, { ...asked, zoneIds: [id] }) ? [] : [`zoneIds.${at}`],
            )
      const given = own.map((one) => ({ scope: one }))
      expect([own, asked, beyond(given, asked)]).toEqual([own, asked, left])
      told.add(left.length)
    }
    // Nothing would be shown by inputs that are all alike.
    expect(told.size).toBeGreaterThan(4)
  })

  it('show of a list what each shows of a zone', () => {
    for (let nth = 0; nth < 2_000; nth++) {
      const own = many(6, () => ({
        ...grant('viewer', scope()),
        expiresAtMs: some([null, null, 1]),
        ...(roll(3) === 0 && { within: scope() }),
      }))
      const zones = ['a', 'b', 'c'].flatMap((zoneId) =>
        ['a.b', 'b.b', null].map((name) => ({ zoneId, name })),
      )
      for (const instanceId of ['i1', 'i2']) {
        const each = zones.filter((zone) => grantsOn(own, { instanceId, ...zone }, 1).length > 0)
        expect(zonesShown(own, instanceId, zones, 1)).toEqual(each)
      }
    }
  })
})

describe('twice as many grants of zones, for twice as many zones', () => {
  /** How often an element of a list of zones is looked at. */
  function looks(size: number, judge: (own: Grant[], asked: Scope) => unknown): number {
    let count = 0
    const watched = (zoneIds: string[]) =>
      new Proxy(zoneIds, {
        get(list, key) {
          if (typeof key === 'string' && /^\d+$/.test(key)) count += 1
          return Reflect.get(list, key)
        },
      })
    const ids = (from: number) => Array.from({ length: size }, (_, at) => `zone-${from + at}`)
    const own = Array.from({ length: size }, (_, at) =>
      grant('editor', { kind: 'zones', instanceId: 'i1', zoneIds: watched(ids(at * size)) }),
    )
    judge(own, { kind: 'zones', instanceId: 'i1', zoneIds: watched(ids(size * size - size / 2)) })
    return count
  }

  it.each<[string, (own: Grant[], asked: Scope) => unknown]>([
    ['what goes beyond', beyond],
    ['what a token is left', (own, scope) => narrowed(own, { role: 'viewer', scope })],
    [
      'which zones are shown',
      (own, asked) => {
        const zoneIds = asked.kind === 'zones' ? asked.zoneIds : []
        const zones = zoneIds.map((zoneId) => ({ zoneId, name: null }))
        return zonesShown(own, 'i1', zones, 0)
      },
    ],
  ])('%s looks at each id no more often', (_, judge) => {
    const [single, double] = [looks(20, judge), looks(40, judge)]
    // Twice the grants with twice the zones each: four times the ids.
    expect(double / single).toBeLessThan(4.5)
    expect(double).toBeLessThanOrEqual(4 * (40 * 40 + 40))
  })
})
