import { destinationWords } from '@/lib/grants/rails'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { AllowedDestination, Rails, Role, ShownGrant } from '@/lib/schemas/grant'
import { formatAhead, formatDate } from '@/lib/time'

export const roleLabels: Record<Role, string> = {
  viewer: 'Viewer',
  editor: 'Editor',
  administrator: 'Administrator',
}

export const roleMeanings: Record<Role, string> = {
  viewer: 'Sees zones, jobs and their activity.',
  editor:
    'Also creates, edits, pauses, resumes, moves and deletes jobs, and switches log retention.',
  administrator: 'Also manages access and connections, and decides on requests.',
}

export const zonesOf = (count: number): string => `${count} ${count === 1 ? 'zone' : 'zones'}`

/** A piece in Mono where it is machine text. */
export type ReachWords = { text: string; isPattern: boolean; note: string | null }

/** What a grant reaches. `today`: how many zones that is now, where it is known. */
export function reachWords(
  { scope, names }: Pick<ShownGrant, 'scope' | 'names'>,
  today: number | null,
): ReachWords {
  const count = today === null ? null : zonesOf(today)
  switch (scope.kind) {
    case 'all':
      return { text: 'Everything', isPattern: false, note: null }
    case 'instance':
      return {
        text: `Instance ${names.instance ?? scope.instanceId}`,
        isPattern: false,
        note: count,
      }
    case 'pattern':
      return { text: scope.pattern, isPattern: true, note: count && `${count} today` }
    case 'zones':
      return {
        text: listed(scope.zoneIds.map((id) => names.zones[id] ?? id)),
        isPattern: false,
        note: null,
      }
  }
}

/** "a, b, c and 4 more". */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names
  const rest = names.length - shown.length
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** "needs approval · HTTP requests, DNS logs only · Object Storage, buckets shop-* only". */
export function railsWords(
  rails: Rails | null,
  named: (it: AllowedDestination) => string = destinationWords,
): string {
  if (!rails) return 'none'
  const { needsApproval, datasets, destinations } = rails
  return [
    ...(needsApproval ? ['needs approval'] : []),
    ...(datasets
      ? [
          only(
            datasets.map((name) => datasetLabel(name)),
            'no dataset',
          ),
        ]
      : []),
    ...(destinations ? [only(destinations.map(named), 'no destination')] : []),
  ].join(' · ')
}

const only = (names: readonly string[], none: string) =>
  names.length === 0 ? none : `${listed(names)} only`

const soonMs = 14 * 24 * 60 * 60 * 1000

/** When a grant ends: soon is told in days. */
export function endWords(
  expiresAt: string | null,
  now: number,
): { text: string; tone: 'calm' | 'soon' | 'over' } {
  if (expiresAt === null) return { text: 'never', tone: 'calm' }
  const leftMs = Date.parse(expiresAt) - now
  if (leftMs <= 0) return { text: `expired ${formatDate(expiresAt)}`, tone: 'over' }
  if (leftMs < soonMs) return { text: formatAhead(leftMs), tone: 'soon' }
  return { text: formatDate(expiresAt), tone: 'calm' }
}
