import 'server-only'
import { sql } from 'kysely'
import { getDb } from '@/lib/server/db/client'

/** Whether this process responds and its database is reachable. Throws when it does not. */
export async function checkHealth(): Promise<{ status: 'ok' }> {
  await sql`select 1`.execute(await getDb())
  return { status: 'ok' }
}
