import { expect, it } from 'vitest'
import type { Rails, Role } from '../schemas/grant'
import type { Permission } from '../schemas/permission'
import { waitsInAnyCase } from './approval'
import { waitsFor } from './ways'

const roles: Role[] = ['viewer', 'editor', 'administrator']
const rails: (Rails | null)[] = [
  null,
  {},
  { needsApproval: true },
  { needsApproval: false, datasets: [] },
]
const grants = roles.flatMap((role) => rails.map((each) => ({ role, rails: each })))
const sets = [
  null,
  [],
  ...grants.map((one) => [one]),
  ...grants.flatMap((one) => grants.map((other) => [one, other])),
]

it.each<Permission>(['jobs.pause', 'jobs.delete', 'retention.update'])(
  'says the same of %s as what judges all changes',
  (permission) => {
    for (const ways of sets) expect(waitsInAnyCase(ways)).toBe(waitsFor(ways, permission, null))
  },
)
