import 'server-only'
import type { Credential, RequestContext } from '@/lib/server/context'
import { type Connection, knownTeam, type Team } from '@/lib/server/team'
import { asConnection } from '../background-context'
import { listResources } from '../resources'

export type Answering = { credential: Credential; connectionId: string }

/**
 * The connection that answers for a CIS instance: the chosen one, else the oldest that sees it. null: none does. What a
 * connection saw at its last look is enough; an instance that none has seen is looked for anew.
 */
export async function answering(
  request: RequestContext,
  instanceId: string,
): Promise<Answering | null> {
  const team = await knownTeam()
  const known = among(team, instanceId, (connection) =>
    connection.instances.some(({ id }) => id === instanceId),
  )
  if (known) return known
  const seeing = new Set<string>()
  await Promise.all(
    team.connections.map(async (connection) => {
      const seen = await seenBy(request, connection)
      if (seen.includes(instanceId)) seeing.add(connection.id)
    }),
  )
  return among(team, instanceId, ({ id }) => seeing.has(id))
}

function among(
  { connections, choices }: Team,
  instanceId: string,
  sees: (connection: Connection) => boolean,
): Answering | null {
  const chosen = choices.get(instanceId)
  const seeing = connections.filter(sees)
  const found = seeing.find(({ id }) => id === chosen) ?? seeing[0]
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
