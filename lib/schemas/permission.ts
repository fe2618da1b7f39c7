/**
 * What an operation needs, as `operations.ts` names it for each. The gate (lib/server/services/gate.ts) asks for it where a
 * service gets its way to IBM, and the audit where something is changed.
 */
export const permissions = [
  'session.read',
  'instances.read',
  'zones.read',
  'jobs.read',
  'jobs.create',
  'jobs.update',
  'jobs.delete',
  'jobs.move',
  'retention.update',
  'challenges.create',
  'destinations.read',
  'destinations.test',
  'activity.read',
] as const
export type Permission = (typeof permissions)[number]

/** What a permission is made of: whoever may move a job may do each step of that, within a move. */
export const partsOf: Partial<Record<Permission, readonly Permission[]>> = {
  'jobs.move': ['jobs.create', 'jobs.update', 'jobs.delete'],
}
