import 'server-only'
import type { Credential, RequestContext } from '@/lib/server/context'
import type { ConnectionRow } from '@/lib/server/db/connections'
import { type Connection, knownTeam } from '@/lib/server/team'
import { asConnection } from '../background-context'
import { listResources } from '../resources'

export type Answering = { credential: Credential; connectionId: string }

/** Whether an instance was there at a connection's last look. */
export const sawInstance = ({ instances }: Pick<ConnectionRow, 'instances'>, instanceId: string) =>
  instances.some(({ id }) => id === instanceId)

/** Of the connections that see an instance, the oldest first, the one that answers for it: the chosen one, else the oldest. */
export function answererOf<Seeing extends Pick<ConnectionRow, 'id'>>(
  seeing: readonly Seeing[],
  chosen: string | undefined,
): Seeing | undefined {
  return seeing.find(({ id }) => id === chosen) ?? seeing[0]
}

/**
 * The connection that answers for a CIS instance. null: none does. What a connection saw at its last look is enough; an
 * instance that none has seen is looked for anew.
 */
export async function answering(
  request: RequestContext,
  instanceId: string,
): Promise<Answering | null> {
  const { connections, choices } = await knownTeam()
  let seeing = connections.filter((connection) => sawInstance(connection, instanceId))
  if (seeing.length === 0) {
    const seen = await Promise.all(connections.map((connection) => seenBy(request, connection)))
    seeing = connections.filter((_, at) => seen[at]?.includes(instanceId))
  }
  const found = answererOf(seeing, choices.get(instanceId))
  return found ? { credential: found.right, connectionId: found.id } : null
}

/** The ids of the instances that a connection sees, at most 60 s old; of one that is not usable none. */
async function seenBy(request: RequestContext, connection: Connection): Promise<string[]> {
  try {
    const { items } = await listResources(asConnection(request, connection), 'internet-svcs')
    return items.map(({ guid }) => guid)
  } catch {
    return []
  }
}
