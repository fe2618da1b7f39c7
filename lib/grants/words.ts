import type { Role, Scope } from '../schemas/grant'

export type ReachNames = { instance: string | null; zones: Readonly<Record<string, string>> }

/** A person by address, or a group by name; the address may be missing. */
type Named = { kind: 'person'; email: string } | { kind: 'group'; name: string }

/** Of a person the address, of a group the name. */
export const subjectName = (subject: Named): string =>
  subject.kind === 'person' ? subject.email : subject.name

/** What a scope reaches, in one line: "shop.example and 2 more zones". */
export function scopeWords(scope: Scope, { instance, zones }: ReachNames): string {
  switch (scope.kind) {
    case 'all':
      return 'everything'
    case 'instance':
      return `instance ${instance ?? scope.instanceId}`
    case 'pattern':
      return `zones ${scope.pattern}`
    case 'zones': {
      const [first = '', ...more] = scope.zoneIds.map((id) => zones[id] ?? id)
      if (more.length === 0) return first
      return `${first} and ${more.length} more ${more.length === 1 ? 'zone' : 'zones'}`
    }
  }
}

/** A grant in one line, as the activity names it: "viewer on shop.example to group net-ops". */
export function grantWords(
  { subject, role, scope }: { subject: Named; role: Role; scope: Scope },
  names: ReachNames,
): string {
  const who = subject.kind === 'person' ? subject.email : `group ${subject.name}`
  return `${role} on ${scopeWords(scope, names)} to ${who}`
}
