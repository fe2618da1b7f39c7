import 'server-only'
import { Socket } from 'node:net'
import {
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import { Pool, types } from 'pg'
import { log } from '../log'
import { DatabaseAway } from './away'
import { tellingAway } from './telling'

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

/** Beyond the longest that a statement may take, the server itself would have spoken. */
const graceMs = 2_000

export function postgresDialect(options: PostgresOptions): PostgresDialect {
  const { searchParams } = URL.parse(options.url) ?? {}
  const settings = [
    // To compile a query takes longer than any of ours.
    '-c jit=off',
    ...(options.schema ? [`-c search_path=${options.schema}`] : []),
    ...(options.isReadOnly ? ['-c default_transaction_read_only=on'] : []),
    // What the address names would take the place of all these.
    searchParams?.get('options') ?? '',
  ]
  const statementTimeoutMs = Number(
    searchParams?.get('statement_timeout') ?? options.statementTimeoutMs,
  )
  const pool = new Pool({
    connectionString: withOptions(options.url, settings.join(' ')),
    max: options.maxConnections,
    connectionTimeoutMillis: 5_000,
    // Before such a connection would be given up for silent.
    idleTimeoutMillis: Math.min(10_000, (statementTimeoutMs || 10_000) + graceMs / 2),
    statement_timeout: statementTimeoutMs,
    // A process that stops between two statements must not keep the head of the audit from all others.
    idle_in_transaction_session_timeout: statementTimeoutMs,
    keepAlive: true,
    stream: () => givenUpAfter(statementTimeoutMs),
    application_name: 'cis-logpush-dashboard',
    options: settings.join(' '),
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
  return new TellingDialect({ pool })
}

function withOptions(url: string, options: string): string {
  const address = URL.parse(url)
  if (!address?.searchParams.has('options')) return url
  address.searchParams.set('options', options)
  return address.href
}

/**
 * A connection on which nothing comes or goes for longer than a statement may take leads nowhere any more: what is in
 * between drops the packets and says nothing.
 */
function givenUpAfter(statementTimeoutMs: number): Socket {
  const socket = new Socket()
  if (statementTimeoutMs === 0) return socket
  return socket.setTimeout(statementTimeoutMs + graceMs, () => {
    socket.destroy(new Error('Connection terminated: the database is silent'))
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
  override async acquireConnection(
    ...given: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    try {
      return withoutNul(tellingAway(await super.acquireConnection(...given)))
    } catch (error) {
      throw new DatabaseAway(error)
    }
  }
}

const known = new WeakSet<DatabaseConnection>()

/** PostgreSQL's text holds no NUL, and a statement fails for one. Names and errors that IBM keeps may hold anything. */
function withoutNul(connection: DatabaseConnection): DatabaseConnection {
  if (known.has(connection)) return connection
  known.add(connection)
  const execute = connection.executeQuery.bind(connection)
  connection.executeQuery = (query, ...rest) =>
    execute(
      query.parameters.some(hasNul)
        ? { ...query, parameters: query.parameters.map(asText) }
        : query,
      ...rest,
    )
  return connection
}

const hasNul = (value: unknown) => typeof value === 'string' && value.includes('\0')
const asText = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value
