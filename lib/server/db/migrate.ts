import 'server-only'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Engine } from './engine'
import { initial } from './migrations/0001-initial'
import { auditOrder } from './migrations/0002-audit-order'
import { credentials } from './migrations/0003-credentials'
import { moves } from './migrations/0004-moves'
import { auditChain } from './migrations/0005-audit-chain'
import { teams } from './migrations/0006-teams'
import { appKeys } from './migrations/0007-app-keys'
import { accessNews } from './migrations/0008-access-news'
import { fleet } from './migrations/0009-fleet'
import { alerts } from './migrations/0010-alerts'
import { savedViews } from './migrations/0011-saved-views'
import { auditChecks } from './migrations/0012-audit-checks'
import { gapsInOrder } from './migrations/0013-gaps-in-order'
import { outsideEvents } from './migrations/0014-outside-events'
import { toldErrors } from './migrations/0015-told-errors'

/** In order; a name, once released, never changes. Kept in code, so that no file is looked for at run time. */
function allMigrations(engine: Engine): Record<string, Migration> {
  return {
    '0001_initial': initial(engine),
    '0002_audit_order': auditOrder(engine),
    '0003_credentials': credentials(),
    '0004_moves': moves(),
    '0005_audit_chain': auditChain(engine),
    '0006_teams': teams(),
    '0007_app_keys': appKeys(),
    '0008_access_news': accessNews(),
    '0009_fleet': fleet(),
    '0010_alerts': alerts(),
    '0011_saved_views': savedViews(),
    '0012_audit_checks': auditChecks(),
    '0013_gaps_in_order': gapsInOrder(),
    '0014_outside_events': outsideEvents(),
    '0015_told_errors': toldErrors(),
  }
}

/** Names of the steps that this version knows and the database lacks. Throws where it can't be asked. */
export async function missingMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const applied = new Set(rows.map(({ name }) => name))
  // The same on both engines, as far as their names go.
  return Object.keys(allMigrations('sqlite')).filter((name) => !applied.has(name))
}

/**
 * Brings the tables up to date in one transaction. Safe with several processes at once: on PostgreSQL under
 * Kysely's advisory lock, on SQLite the data directory is this process's alone. Throws an Error with a sentence
 * when a step fails or the database is of a newer version; nothing is changed then.
 */
export async function migrate<T>(db: Kysely<T>, engine: Engine): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => allMigrations(engine) },
    // Else tables of the same name in any schema of the database would be taken for ours.
    ...(engine === 'postgres' ? { migrationTableSchema: await currentSchema(db) } : {}),
  })
  let { error } = await migrator.migrateToLatest()
  for (let again = 0; again < 5 && lookedAtGone.test(String(error)); again++) {
    error = (await migrator.migrateToLatest()).error
  }
  if (error === undefined) return
  const reason = error instanceof Error ? error.message : String(error)
  throw new Error(
    /previously executed migration .* is missing/.test(reason)
      ? 'The database was written by a newer version of this app. Start that version, or restore a backup.'
      : `The database could not be brought up to date: ${reason}`,
    { cause: error },
  )
}

/** The migrator looks through all schemas of a database; one that somebody drops meanwhile says nothing of ours. */
const lookedAtGone = /(?:schema|relation) "[^"]*" does not exist/

async function currentSchema<T>(db: Kysely<T>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
  const name = rows[0]?.name
  if (!name) throw new Error('The user in DATABASE_URL has no schema to keep tables in.')
  return name
}
