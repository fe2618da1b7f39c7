import 'server-only'
import type { Connection } from '@/lib/schemas/connection'
import { getDb } from '@/lib/server/db/client'
import { countUses } from '@/lib/server/db/connection-uses'
import type { ConnectionRow } from '@/lib/server/db/connections'
import { currentTeam } from '@/lib/server/team'

/** What needs a connection: what it alone can reach, and what goes on with its right. */
export async function neededBy(
  { credentialId }: Pick<ConnectionRow, 'credentialId'>,
  alone: readonly string[],
): Promise<Omit<Connection['needed'], 'instances'>> {
  const [{ grants }, uses] = await Promise.all([
    currentTeam(),
    countUses(await getDb(), credentialId, alone),
  ])
  const named = grants.filter(
    ({ scope }) =>
      (scope.kind === 'instance' || scope.kind === 'zones') && alone.includes(scope.instanceId),
  )
  return { grants: named.length, ...uses }
}
