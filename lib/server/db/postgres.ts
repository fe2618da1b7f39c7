import 'server-only'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import { Pool, types } from 'pg'
import { log } from '../log'
import { awayIfGone, DatabaseAway } from './away'

const int8 = 20

export type PostgresOptions = {
  url: string
  /** Where the tables are, when not in the user's own default schema. */
  schema?: string
  maxConnections: number
  /** 0: no limit. A statement must not outlive the 30 s within which every request is answered. */
  statementTimeoutMs: number
  /** Every transaction refuses to write. */
  isReadOnly?: boolean
}

export function postgresDialect(options: PostgresOptions): PostgresDialect {
  const settings = [
    ...(options.schema ? [`-c search_path=${options.schema}`] : []),
    ...(options.isReadOnly ? ['-c default_transaction_read_only=on'] : []),
  ]
  const pool = new Pool({
    connectionString: options.url,
    max: options.maxConnections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs,
    // A process that stops between two statements must not keep the head of the audit from all others.
    idle_in_transaction_session_timeout: options.statementTimeoutMs,
    keepAlive: true,
    application_name: 'cis-logpush-dashboard',
    ...(settings.length > 0 ? { options: settings.join(' ') } : {}),
    types: {
      // Times and counts are far below 2^53; pg would give them as text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : types.getTypeParser(oid, format),
    },
  })
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', (error) => log.warn('database_connection_lost', { error }))
  // So would one that breaks between two statements of a transaction; the next statement tells whoever holds it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new TellingDialect({
    pool,
    // To compile a query takes longer than any of ours.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set jit = off'))
    },
  })
}

/** Tells a database that is away from a statement that is wrong. */
class TellingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new TellingDriver(this.#config)
  }
}

class TellingDriver extends PostgresDriver {
  readonly #known = new WeakSet<DatabaseConnection>()

  override async acquireConnection(
    ...given: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    let connection: DatabaseConnection
    try {
      connection = await super.acquireConnection(...given)
    } catch (error) {
      throw new DatabaseAway(error)
    }
    if (!this.#known.has(connection)) {
      this.#known.add(connection)
      const execute = connection.executeQuery.bind(connection)
      connection.executeQuery = async (...query) => {
        try {
          return await execute(...query)
        } catch (error) {
          throw awayIfGone(error)
        }
      }
    }
    return connection
  }
}
