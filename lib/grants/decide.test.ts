import { describe, expect, it } from 'vitest'
import type { Rails, Role, Scope } from '../schemas/grant'
import { grantsOn, roleOf, rule } from './decide'
import { covers, type Grant, reach } from './grant'
import { matchesPattern } from './pattern'

const here = { instanceId: 'instance-1', zoneId: 'zone-1', name: 'www.shop.example' }

function grant(role: Role, scope: Scope = { kind: 'all' }, rails: Rails | null = null): Grant {
  const subject = { kind: 'group' as const, name: 'team' }
  return { id: 'grant', subject, role, scope, rails, expiresAtMs: null }
}

describe('a pattern', () => {
  it.each([
    ['*.shop.example', 'www.shop.example', true],
    ['*.shop.example', 'a.b.shop.example', true],
    ['*.shop.example', 'shop.example', false],
    ['shop.*', 'SHOP.example', true],
    ['shop.*', 'shop', false],
    ['shop*', 'shop', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*a', 'abba', true],
    ['a*b*a', 'aa', false],
    ['*ab*ab', 'abab', true],
    ['*ab*ab', 'ab', false],
    ['shop.example', 'xshop.example', false],
    ['shop.example', 'shopXexample', false],
    ['[a-z]+', 'abc', false],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(matchesPattern(pattern, name)).toBe(fits)
  })

  it('takes no more than the lengths’ product, whatever it is', () => {
    expect(matchesPattern(`${'*a'.repeat(120)}*b`, 'a'.repeat(250))).toBe(false)
  })
})

describe('a scope', () => {
  it.each<[Scope, boolean]>([
    [{ kind: 'all' }, true],
    [{ kind: 'instance', instanceId: 'instance-1' }, true],
    [{ kind: 'instance', instanceId: 'instance-2' }, false],
    [{ kind: 'zones', instanceId: 'instance-1', zoneIds: ['zone-1'] }, true],
    [{ kind: 'zones', instanceId: 'instance-1', zoneIds: ['zone-2'] }, false],
    [{ kind: 'zones', instanceId: 'instance-2', zoneIds: ['zone-1'] }, false],
    [{ kind: 'pattern', pattern: '*.shop.example' }, true],
    [{ kind: 'pattern', pattern: 'shop.example' }, false],
  ])('%o covers the zone: %s', (scope, isIn) => {
    expect(covers(scope, here)).toBe(isIn)
    if (isIn) expect(reach(scope, here.instanceId)).not.toBe('none')
  })

  it('covers nothing by pattern whose name is not known', () => {
    expect(covers({ kind: 'pattern', pattern: '*' }, { ...here, name: null })).toBe(false)
  })
})

describe('grants on a zone', () => {
  it('count until they expire', () => {
    const ending = { ...grant('editor'), expiresAtMs: 1_000 }
    expect(roleOf(grantsOn([ending, grant('viewer')], here, 999))).toBe('editor')
    expect(roleOf(grantsOn([ending, grant('viewer')], here, 1_000))).toBe('viewer')
    expect(roleOf(grantsOn([ending], here, 1_000))).toBeNull()
  })
})

describe('a ruling', () => {
  const bucket = (name: string) => ({
    dataset: 'http_requests',
    destination: { kinds: ['cos'], instanceId: 'cos-1', bucket: name },
  })
  const shopOnly: Rails = { destinations: [{ kind: 'cos', bucket: 'shop-*' }] }

  it('asks for the role that may', () => {
    expect(rule([grant('viewer')], 'jobs.read', null)).toEqual({ kind: 'free' })
    expect(rule([grant('viewer')], 'jobs.create', null)).toEqual({ kind: 'role', needs: 'editor' })
    expect(rule([], 'jobs.read', null)).toEqual({ kind: 'role', needs: 'viewer' })
  })

  it('takes what one of several grants allows', () => {
    const bound = grant('editor', undefined, shopOnly)
    const waiting = grant('editor', undefined, { needsApproval: true })
    expect(rule([bound], 'jobs.create', bucket('shop-logs'))).toEqual({ kind: 'free' })
    expect(rule([bound], 'jobs.create', bucket('other'))).toMatchObject({
      kind: 'rail',
      fault: { path: 'destination.bucket' },
    })
    expect(rule([bound, waiting], 'jobs.create', bucket('other'))).toEqual({ kind: 'approval' })
    expect(rule([bound, waiting], 'jobs.create', bucket('shop-logs'))).toEqual({ kind: 'free' })
    expect(rule([bound, grant('editor')], 'jobs.create', bucket('other'))).toEqual({ kind: 'free' })
  })

  it('binds no administrator', () => {
    const rails = { needsApproval: true, datasets: [], destinations: [] }
    const admin = grant('administrator', undefined, rails)
    expect(rule([admin], 'jobs.create', bucket('other'))).toEqual({ kind: 'free' })
  })

  it('allows nothing by an empty list, and to pause and delete all the same', () => {
    const none = grant('editor', undefined, { datasets: [], destinations: [] })
    expect(rule([none], 'jobs.create', bucket('shop'))).toMatchObject({ kind: 'rail' })
    expect(rule([none], 'jobs.pause', bucket('shop'))).toEqual({ kind: 'free' })
    expect(rule([none], 'jobs.delete', bucket('shop'))).toEqual({ kind: 'free' })
    const asking = grant('editor', undefined, { needsApproval: true, datasets: [] })
    expect(rule([asking], 'jobs.delete', bucket('shop'))).toEqual({ kind: 'approval' })
    expect(rule([asking], 'destinations.test', bucket('shop'))).toMatchObject({ kind: 'rail' })
  })

  it('lets challenges and tests go without approval', () => {
    const asking = grant('editor', undefined, { needsApproval: true })
    expect(rule([asking], 'challenges.create', bucket('shop'))).toEqual({ kind: 'free' })
    expect(rule([asking], 'destinations.test', bucket('shop'))).toEqual({ kind: 'free' })
  })
})
