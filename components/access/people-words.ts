import type { Role } from '@/lib/schemas/grant'
import type { PersonOnZone } from '@/lib/schemas/people'
import { formatDate } from '@/lib/time'

export type PeopleRow = { key: string; name: string; note: string }
export type RoleGroup = { role: Role; rows: PeopleRow[] }

const reaches = {
  all: 'everything',
  instance: 'its instance',
  zones: 'selected zones',
  pattern: 'zones by name',
}

/** Who sees a zone, the highest role first; members of a group are told by their number, with their names behind it. */
export function groupByRole(items: readonly PersonOnZone[]): RoleGroup[] {
  const roles: Role[] = ['administrator', 'editor', 'viewer']
  return roles.flatMap((role) => {
    const own = items.filter((item) => item.role === role && !isMember(item))
    const members = items.filter((item) => item.role === role && isMember(item))
    const rows = own.map((item, at) => toRow(item, members, at))
    return rows.length === 0 ? [] : [{ role, rows }]
  })
}

const isMember = ({ subject, through }: PersonOnZone) =>
  subject.kind === 'person' && through !== null

function toRow(item: PersonOnZone, members: readonly PersonOnZone[], at: number): PeopleRow {
  const { subject, through, reach } = item
  const key = `${subject.kind} ${through} ${at}`
  const tail = [
    item.byEnvironment ? 'set by the environment' : reaches[reach],
    ...(item.expiresAt ? [`until ${formatDate(item.expiresAt)}`] : []),
    ...(item.needsApproval ? ['needs approval'] : []),
  ].join('; ')
  if (subject.kind === 'token') {
    return { key, name: `token ${subject.name}`, note: `of ${subject.of}; ${tail}` }
  }
  if (subject.kind === 'person') {
    return { key, name: subject.name || subject.email, note: `by name, ${tail}` }
  }
  // Several grants may go to one group.
  const names = new Map(
    members.flatMap((member) =>
      member.through === subject.name && member.subject.kind === 'person'
        ? [
            [
              member.subject.email || member.subject.name,
              member.subject.name || member.subject.email,
            ],
          ]
        : [],
    ),
  )
  const people = subject.members === 1 ? '1 person' : `${subject.members} people`
  return {
    key,
    name: subject.members === 0 ? `Group ${subject.name}` : namesWords([...names.values()], people),
    note:
      subject.members === 0
        ? `nobody of it has signed in yet; ${tail}`
        : `through group ${subject.name}, ${tail}`,
  }
}

/** Few are named. */
function namesWords(names: readonly string[], people: string): string {
  return names.length > 0 && names.length <= 3 ? names.join(', ') : people
}
