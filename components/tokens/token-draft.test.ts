import { describe, expect, it } from 'vitest'
import { draftFaults, emptyDraft, fieldOf, toInput } from './token-draft'

const now = Date.parse('2026-11-27T12:00:00Z')
const instanceId = '11111111-2222-4333-8444-555555555555'
const zoneId = 'a'.repeat(32)

describe('the form of a token', () => {
  it('asks for the API as it stands', () => {
    const draft = { ...emptyDraft, name: 'deploy', instanceId, zoneIds: [zoneId], days: '7' }
    expect(toInput(draft, now)).toEqual({
      name: 'deploy',
      role: 'viewer',
      scope: { kind: 'zones', instanceId, zoneIds: [zoneId] },
      expiresAt: '2026-12-04T12:00:00.000Z',
    })
    expect(draftFaults(draft, now)).toEqual({})
    expect(toInput({ ...draft, reach: 'all' }, now).scope).toEqual({ kind: 'all' })
  })

  it('says at each field what is missing', () => {
    expect(draftFaults(emptyDraft, now)).toEqual({
      name: 'Enter a name',
      instanceId: 'Choose an instance',
      zoneIds: 'Choose at least one zone',
    })
    expect(Object.keys(draftFaults({ ...emptyDraft, name: 'x', reach: 'pattern' }, now))).toEqual([
      'pattern',
    ])
  })

  it.each([
    ['scope', 'reach'],
    ['scope.zoneIds.3', 'zoneIds'],
    ['scope.pattern', 'pattern'],
    ['scope.instanceId', 'instanceId'],
    ['expiresAt', 'days'],
    ['role', 'role'],
  ])('puts what is said of %s at %s', (path, field) => {
    expect(fieldOf(path)).toBe(field)
  })
})
