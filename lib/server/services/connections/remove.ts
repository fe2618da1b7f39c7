import 'server-only'
import type { ServiceContext } from '@/lib/server/context'
import { type Handing, handOver } from '@/lib/server/db/connection-uses'
import {
  holdConnection,
  listConnectionChoices,
  listConnections,
  removeConnection,
} from '@/lib/server/db/connections'
import { removeCredential } from '@/lib/server/db/credentials'
import { NotFoundError } from '@/lib/server/errors'
import { forget } from '@/lib/server/renewal'
import { answererOf, sawInstance } from '../admission/answering'
import { leaveInstances } from '../collector/lists'
import { teamOwner } from '../collector/owner'
import { recorded } from './keep'
import { ownConnection } from './show'

/**
 * Removes a connection and its key at once. What goes on with its right in instances that another connection reaches goes on
 * with that one's; elsewhere moves stop with both jobs kept, and writes whose outcome is not known wait for whoever comes
 * with a right there, or the next connection. Throws NotFoundError.
 */
export async function deleteConnection(ctx: ServiceContext, id: string): Promise<void> {
  await ownConnection(ctx, id)
  let credentialId = ''
  await recorded(ctx, 'connection.delete', async (db) => {
    const held = await holdConnection(db, id)
    if (!held) throw new NotFoundError('connection')
    const { credential, ...before } = held
    credentialId = credential.id
    const others = (await listConnections(db)).filter((other) => other.id !== id)
    const choices = await listConnectionChoices(db)
    const handings = before.instances.flatMap(({ id: instanceId }): Handing[] => {
      const seeing = others.filter((other) => sawInstance(other, instanceId))
      const heir = answererOf(seeing, choices.get(instanceId))
      return heir ? [{ instanceId, from: credential.id, to: heir.credentialId }] : []
    })
    await handOver(db, handings)
    // The last one takes all with it; another's instances it may have seen since its last look.
    const left = before.instances.filter((one) => !handings.some((to) => to.instanceId === one.id))
    const ids = others.length === 0 ? null : left.map((instance) => instance.id)
    await leaveInstances(db, teamOwner, ids, Date.now())
    await removeConnection(db, id)
    await removeCredential(db, credential.id)
    return { before, after: null }
  })
  forget(credentialId)
}
