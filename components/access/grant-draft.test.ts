import { describe, expect, it } from 'vitest'
import type { ShownGrant } from '@/lib/schemas/grant'
import {
  draftFaults,
  draftOf,
  emptyDraft,
  endOfDay,
  fieldOf,
  type GrantDraft,
  toInput,
} from './grant-draft'

const instanceId = '11111111-2222-4333-8444-555555555555'
const zoneId = 'a'.repeat(32)
const now = Date.UTC(2026, 9, 14)
const filled: GrantDraft = { ...emptyDraft, group: 'net-ops', instanceId, zoneIds: [zoneId] }

function shown(over: Partial<ShownGrant>): ShownGrant {
  return {
    id: 'grant',
    subject: { kind: 'group', name: 'net-ops' },
    role: 'editor',
    scope: { kind: 'zones', instanceId, zoneIds: [zoneId] },
    rails: null,
    expiresAt: null,
    expired: false,
    counts: true,
    members: null,
    issuer: 'https://identity.example.com',
    person: null,
    names: { instance: null, zones: {} },
    createdAt: '2026-10-01T00:00:00.000Z',
    createdBy: 'oidc-1',
    ...over,
  }
}

describe('a grant in its form', () => {
  it.each<[string, Partial<ShownGrant>]>([
    ['some zones', {}],
    ['everything', { role: 'administrator', scope: { kind: 'all' } }],
    [
      'a pattern, to a person',
      { subject: { kind: 'person', email: 'a@b.c' }, scope: { kind: 'pattern', pattern: '*.x' } },
    ],
    [
      'an instance, with an end',
      { scope: { kind: 'instance', instanceId }, expiresAt: '2099-01-01T10:00:00.000Z' },
    ],
    [
      'guard rails',
      {
        rails: {
          needsApproval: true,
          datasets: [],
          destinations: [
            { kind: 'cos', instanceId, bucket: 'shop-*' },
            { kind: 'cloudLogs' },
            { kind: 'https', host: '*.example' },
          ],
        },
      },
    ],
  ])('with %s goes back as it came', (_, over) => {
    const grant = shown(over)
    const { subject, role, scope, rails, expiresAt } = grant
    const draft = draftOf(grant)
    expect(toInput(draft, expiresAt)).toEqual({ subject, role, scope, rails, expiresAt })
    expect(draftFaults(draft, expiresAt, now)).toEqual([])
  })

  it('keeps no rails and no reach that the role does not have', () => {
    const bound = { ...filled, needsApproval: true }
    expect(toInput({ ...bound, role: 'viewer' }).rails).toBeNull()
    expect(toInput({ ...bound, role: 'administrator' })).toMatchObject({
      scope: { kind: 'all' },
      rails: null,
    })
  })

  it.each<[Partial<GrantDraft>, string]>([
    [{ group: ' ' }, 'group'],
    [{ kind: 'person', email: 'ines' }, 'email'],
    [{ zoneIds: [] }, 'zoneIds'],
    [{ instanceId: '' }, 'instanceId'],
    [{ reach: 'pattern', pattern: 'a b' }, 'pattern'],
    [{ ends: '2026-10-01' }, 'ends'],
    [
      {
        role: 'editor',
        limitsDestinations: true,
        destinations: [{ kind: 'cos', instanceId: 'x', place: '' }],
      },
      'destinations.0.instanceId',
    ],
    [
      {
        role: 'editor',
        limitsDestinations: true,
        destinations: [{ kind: 'https', instanceId: '', place: 'a b' }],
      },
      'destinations.0.place',
    ],
  ])('with %o is wrong at %s', (over, field) => {
    expect(draftFaults({ ...filled, ...over }, null, now)[0]?.field).toBe(field)
  })

  it('says all that is wrong at once', () => {
    const faults = draftFaults({ ...emptyDraft, kind: 'person' }, null, now)
    expect(faults.map(({ field }) => field).toSorted()).toEqual(['email', 'instanceId', 'zoneIds'])
  })

  it('takes a grant that has expired as it is', () => {
    const expiresAt = '2026-10-01T10:00:00.000Z'
    expect(draftFaults(draftOf(shown({ expiresAt })), expiresAt, now)).toEqual([])
  })
})

describe('the last day', () => {
  it('ends with its last second', () => {
    const end = new Date(endOfDay('2026-12-31') ?? '')
    expect([end.getDate(), end.getHours(), end.getSeconds()]).toEqual([31, 23, 59])
    expect(endOfDay('')).toBeNull()
  })
})

it.each([
  ['scope', 'reach'],
  ['scope.zoneIds.3', 'zoneIds'],
  ['rails.datasets.0', 'datasets'],
  ['rails.destinations.2.bucket', 'destinations.2.place'],
  ['rails.destinations.2', 'destinations.2.place'],
  ['expiresAt', 'ends'],
  ['role', 'role'],
])('%s of the request is %s of the form', (path, field) => expect(fieldOf(path)).toBe(field))
