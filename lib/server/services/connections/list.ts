import 'server-only'
import type { Connection } from '@/lib/schemas/connection'
import type { ServiceContext } from '@/lib/server/context'
import { ownConnection, ownConnections, shown } from './show'

/** The connections that somebody administers, the oldest first. */
export async function listConnections(ctx: ServiceContext): Promise<{ items: Connection[] }> {
  return { items: await shown(await ownConnections(ctx)) }
}

/** Throws NotFoundError. */
export async function getConnection(ctx: ServiceContext, id: string): Promise<Connection> {
  return showOne(await ownConnection(ctx, id))
}

/** One that was just found or written. */
export async function showOne(row: Parameters<typeof shown>[0][number]): Promise<Connection> {
  const [connection] = await shown([row])
  if (!connection) throw new Error('a connection that is shown is lost')
  return connection
}
