import type { DestinationView } from '@/lib/destinations/registry'
import { sameDestination } from '@/lib/destinations/same'
import type { Job } from '@/lib/schemas/job'

/**
 * A job's settings as the audit keeps them, before and after: one shape, whoever wrote them, without a secret. A new key
 * shows as another `keyPrint`.
 */
export type JobSnapshot = Pick<Job, 'name' | 'enabled' | 'dataset' | 'destination'> & {
  /** As IBM names it: also one that we don't know. */
  frequency: string | null
  logs: Pick<Job['logs'], 'fields' | 'timestamps' | 'otherOptions'>
  /** Print of the destination's key; null: it has none, or IBM does not show it. */
  keyPrint: string | null
}

export type SnapshotMember = keyof JobSnapshot

/** What a reading tells of one setting that was asked for. `hidden`: IBM does not show it. */
export type Showing = 'shows' | 'differs' | 'hidden'

const members = [
  'name',
  'enabled',
  'dataset',
  'frequency',
  'destination',
  'logs',
  'keyPrint',
] as const satisfies readonly SnapshotMember[]

/** The settings in which two snapshots differ. */
export function changedIn(before: JobSnapshot, after: JobSnapshot): SnapshotMember[] {
  return members.filter((member) => showing(member, after, before) !== 'shows')
}

/** How a job that was read compares with what was asked for, setting by setting. */
export function showing(member: SnapshotMember, asked: JobSnapshot, found: JobSnapshot): Showing {
  switch (member) {
    case 'destination':
      return ofDestination(asked.destination, found.destination)
    case 'logs':
      return essence(asked.logs) === essence(found.logs) ? 'shows' : 'differs'
    case 'keyPrint':
      if (asked.keyPrint === found.keyPrint) return 'shows'
      return asked.keyPrint !== null && found.keyPrint === null && hasHiddenKey(found)
        ? 'hidden'
        : 'differs'
    default:
      return asked[member] === found[member] ? 'shows' : 'differs'
  }
}

/** Whether IBM shows application and subsystem names in what it holds is unproven: one that is absent says nothing. */
function ofDestination(asked: DestinationView, found: DestinationView): Showing {
  if (sameDestination(asked, found)) return 'shows'
  if (asked.kind !== 'cloudLogs' || found.kind !== 'cloudLogs') return 'differs'
  const unnamed = (view: typeof asked) => ({
    ...view,
    applicationName: undefined,
    subsystemName: undefined,
  })
  const isNamed = found.applicationName !== undefined || found.subsystemName !== undefined
  return !isNamed && sameDestination(unnamed(asked), unnamed(found)) ? 'hidden' : 'differs'
}

const hasHiddenKey = ({ destination }: JobSnapshot) =>
  'hasKey' in destination && destination.hasKey === true

/** The order of fields and options means nothing to IBM. */
function essence({ fields, timestamps, otherOptions }: JobSnapshot['logs']): string {
  const names = fields.mode === 'default' ? null : [...new Set(fields.names ?? [])].sort()
  const others = otherOptions.map(({ name, value }) => `${name}=${value}`).sort()
  return JSON.stringify([names, timestamps, others])
}
