import 'server-only'
import type { ActivityItem, RequestFate } from '@/lib/schemas/activity'
import type { Db } from '@/lib/server/db/client'
import { statusesOf } from '@/lib/server/db/request-fates'

/** Of a change that was approved, what came of it is an entry of its own. */
const fates: Record<string, RequestFate> = {
  waiting: 'waiting',
  approved: 'approved',
  carried_out: 'approved',
  failed: 'approved',
  unknown: 'approved',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'expired',
  granted: 'granted',
}

type Entry = Pick<ActivityItem, 'id' | 'action' | 'after'>

/**
 * What became of the requests that some entries tell of, by the ids of the entries: also where the entry of the decision is
 * on another page, or filtered out.
 */
export async function fatesOf(
  db: Db,
  entries: readonly Entry[],
): Promise<Record<string, RequestFate>> {
  const asked = entries.flatMap((entry): [string, string][] => {
    const id = requestOf(entry)
    return id === null ? [] : [[entry.id, id]]
  })
  const statuses = await statusesOf(db, [...new Set(asked.map(([, id]) => id))])
  return Object.fromEntries(
    asked.flatMap(([entryId, id]) => {
      const fate = fates[statuses.get(id) ?? '']
      return fate ? [[entryId, fate]] : []
    }),
  )
}

/** The id of the request that an entry says was made; null: it says something else. */
function requestOf({ action, after }: Entry): string | null {
  if (action === 'access.request') return idIn(after)
  return action === 'change.request' ? idIn(memberOf(after, 'request')) : null
}

const idIn = (value: unknown): string | null => {
  const id = memberOf(value, 'id')
  return typeof id === 'string' ? id : null
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined
}
