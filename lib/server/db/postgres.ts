import 'server-only'
import { CompiledQuery, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { log } from '../log'

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
  return new PostgresDialect({
    pool,
    // To compile a query takes longer than any of ours.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set jit = off'))
    },
  })
}
