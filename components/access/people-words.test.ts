import { expect, it } from 'vitest'
import type { PersonOnZone } from '@/lib/schemas/people'
import { groupByRole } from './people-words'

const rest = {
  role: 'editor',
  through: null,
  expiresAt: null,
  needsApproval: false,
  reach: 'all',
  byEnvironment: false,
} as const
const member = (name: string): PersonOnZone => ({
  ...rest,
  subject: { kind: 'person', email: `${name}@example.com`, name },
  through: 'net-ops',
})

it('tells who sees a zone, the highest role first', () => {
  const items: PersonOnZone[] = [
    { ...rest, subject: { kind: 'group', name: 'net-ops', members: 4 }, through: 'net-ops' },
    ...['Ada', 'Ben', 'Cid', 'Dora'].map(member),
    {
      ...rest,
      subject: { kind: 'group', name: 'empty', members: 0 },
      through: 'empty',
      reach: 'pattern',
    },
    {
      ...rest,
      subject: { kind: 'person', email: 'eve@example.com', name: null },
      role: 'administrator',
      byEnvironment: true,
    },
    {
      ...rest,
      subject: { kind: 'token', name: 'ci', of: 'Ada' },
      role: 'viewer',
      reach: 'zones',
      expiresAt: '2026-12-31T12:00:00Z',
    },
  ]
  const told = groupByRole(items).map(({ role, rows }) => [
    role,
    ...rows.map(({ name, note }) => `${name}: ${note}`),
  ])
  expect(told).toEqual([
    ['administrator', 'eve@example.com: by name, set by the environment'],
    [
      'editor',
      '4 people: through group net-ops, everything',
      'Group empty: nobody of it has signed in yet; zones by name',
    ],
    ['viewer', 'token ci: of Ada; selected zones; until 31 Dec 2026'],
  ])
})

it('names the members of a small group', () => {
  const items: PersonOnZone[] = [
    { ...rest, subject: { kind: 'group', name: 'net-ops', members: 2 }, through: 'net-ops' },
    member('Ada'),
    member('Ben'),
    // By a second grant to the same group.
    { ...rest, subject: { kind: 'group', name: 'net-ops', members: 2 }, through: 'net-ops' },
    member('Ada'),
    member('Ben'),
  ]
  expect(groupByRole(items)[0]?.rows[0]?.name).toBe('Ada, Ben')
})
