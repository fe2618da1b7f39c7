import { describe, expect, it } from 'vitest'
import { grantsOn, roleOf, rule, zonesShown } from './decide'
import { type Grant, reachOf } from './grant'
import { narrowed } from './narrow'

const instanceId = '1f2e3d4c-0000-4000-8000-000000000001'

/** As many grants, of every kind of scope, each of which counts how often anything of it is read. */
function counted(size: number): { grants: Grant[]; reads: () => number } {
  let reads = 0
  const watched = <Value extends object>(value: Value): Value =>
    new Proxy(value, {
      get(target, key) {
        reads += 1
        return Reflect.get(target, key)
      },
    })
  const scopes: Grant['scope'][] = [
    { kind: 'instance', instanceId: 'another' },
    { kind: 'zones', instanceId, zoneIds: ['a', 'b', 'c'] },
    { kind: 'pattern', pattern: '*.shop.example' },
  ]
  const grants = Array.from({ length: size }, (_, at): Grant => {
    const scope = scopes[at % scopes.length] ?? { kind: 'all' }
    const grant: Grant = {
      id: String(at),
      subject: { kind: 'group', name: `team-${at}` },
      role: 'editor',
      scope: watched(scope),
      rails: { needsApproval: true },
      expiresAtMs: null,
    }
    return watched(grant)
  })
  return { grants, reads: () => reads }
}

const zone = { instanceId, zoneId: 'z', name: 'www.shop.example' }

describe('with twice as many grants it takes twice as much, and no more', () => {
  it.each<[string, (grants: readonly Grant[]) => unknown]>([
    ['to know which count for a zone', (grants) => grantsOn(grants, zone, 1)],
    ['to know the role', roleOf],
    ['to rule', (grants) => rule(grants, 'jobs.update', null)],
    ['to know the reach', (grants) => grants.map((grant) => reachOf(grant, instanceId))],
    ['to show a list', (grants) => zonesShown(grants, instanceId, [zone], 1)],
    [
      'to narrow them for a token',
      (grants) => narrowed(grants, { role: 'viewer', scope: { kind: 'instance', instanceId } }),
    ],
  ])('%s', (_, judge) => {
    const [some, more] = [counted(3_000), counted(6_000)]
    judge(some.grants)
    judge(more.grants)
    expect(some.reads()).toBeGreaterThan(0)
    expect(more.reads()).toBeLessThanOrEqual(2 * some.reads())
  })
})
