import type { Role } from './grant'

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
  'jobs.pause',
  'jobs.resume',
  'jobs.delete',
  'jobs.move',
  'retention.update',
  'coverage.update',
  'challenges.create',
  'destinations.read',
  'destinations.test',
  'activity.read',
  'people.read',
  'access.ask',
  'changes.read',
  'changes.withdraw',
  'tokens.manage',
  'views.manage',
  'alerts.read',
  'alerts.manage',
  'administer',
] as const
export type Permission = (typeof permissions)[number]

/** What a permission is made of: whoever may move a job may do each step of that, within a move. */
export const partsOf: Partial<Record<Permission, readonly Permission[]>> = {
  'jobs.update': ['jobs.pause', 'jobs.resume'],
  'jobs.move': ['jobs.create', 'jobs.update', 'jobs.delete'],
}

/**
 * What each permission asks of a grant, where rights come from grants. `own`: everybody who is signed in may, since it is
 * about themselves and no zone. `approval`: what an editor may do only with somebody's approval, where a rail asks for that.
 * `rails`: what allowed datasets and destinations bind; pausing and deleting is allowed to whatever lies outside of them.
 * `person`: what nobody does through a token.
 */
const needs: Record<
  Permission,
  { least: Role | 'own'; approval?: true; rails?: true; person?: true }
> = {
  'session.read': { least: 'own' },
  'instances.read': { least: 'viewer' },
  'zones.read': { least: 'viewer' },
  'jobs.read': { least: 'viewer' },
  'jobs.create': { least: 'editor', approval: true, rails: true },
  'jobs.update': { least: 'editor', approval: true, rails: true },
  'jobs.pause': { least: 'editor', approval: true },
  'jobs.resume': { least: 'editor', approval: true, rails: true },
  'jobs.delete': { least: 'editor', approval: true },
  'jobs.move': { least: 'editor', approval: true, rails: true },
  'retention.update': { least: 'editor', approval: true },
  'coverage.update': { least: 'editor' },
  'challenges.create': { least: 'editor', rails: true },
  'destinations.read': { least: 'viewer' },
  'destinations.test': { least: 'editor', rails: true },
  'activity.read': { least: 'viewer' },
  'people.read': { least: 'viewer' },
  'access.ask': { least: 'own', person: true },
  'changes.read': { least: 'own' },
  'changes.withdraw': { least: 'own' },
  'tokens.manage': { least: 'own', person: true },
  'views.manage': { least: 'own', person: true },
  'alerts.read': { least: 'own' },
  'alerts.manage': { least: 'own', person: true },
  administer: { least: 'administrator', person: true },
}

export function leastRole(permission: Permission): Role {
  const { least } = needs[permission]
  return least === 'own' ? 'viewer' : least
}

/** Whether it is about the person alone, so that no grant is asked. */
export const isOwn = (permission: Permission): boolean => needs[permission].least === 'own'

export const isByApproval = (permission: Permission): boolean => needs[permission].approval === true

export const isBoundByRails = (permission: Permission): boolean => needs[permission].rails === true

/** Whether only a person may, never a program with a token. */
export const isForPeople = (permission: Permission): boolean => needs[permission].person === true
