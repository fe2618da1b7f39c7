import 'server-only'
import { Kysely } from 'kysely'
import type { OpenDbOptions, OpenedDb } from './client'
import { postgresDialect } from './postgres'
import type { Database } from './schema'
import { readingSqliteDialect } from './sqlite'

/**
 * Opens a database for reading, beside a running app: takes no lock and changes nothing, migrations included. Throws an Error
 * with a sentence when there is none.
 */
export function openForReading(options: OpenDbOptions): Omit<OpenedDb, 'engine'> {
  const dialect =
    'dataDir' in options
      ? readingSqliteDialect(options.dataDir)
      : postgresDialect({
          url: options.databaseUrl,
          schema: options.schema,
          maxConnections: 1,
          statementTimeoutMs: 0,
          isReadOnly: true,
        })
  const db = new Kysely<Database>({ dialect })
  return { db, close: () => db.destroy() }
}
