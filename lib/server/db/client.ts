import 'server-only'
import { Kysely, type Logger } from 'kysely'
import { env } from '../env'
import { tell } from '../observe'
import { singleton } from '../singleton'
import { keepPrintKey } from './app-keys'
import type { Engine } from './engine'
import { migrate } from './migrate'
import { postgresDialect } from './postgres'
import type { Database } from './schema'
import { sqliteDialect } from './sqlite'

export type Db = Kysely<Database>

export type OpenDbOptions = (
  | { databaseUrl: string; schema?: string; maxConnections?: number }
  | { dataDir: string }
) & {
  /** Hears of each statement and its time; which costs a little for each. */
  log?: Logger | undefined
}

export type OpenedDb = { db: Db; engine: Engine; close: () => Promise<void> }

/**
 * Opens a database and brings its tables up to date. Throws an Error with a sentence when the data directory is
 * in use or not writable, or the database cannot be reached or migrated.
 */
export async function openDb(options: OpenDbOptions): Promise<OpenedDb> {
  const opened = 'databaseUrl' in options ? await openPostgres(options) : await openSqlite(options)
  return { ...opened, close: () => opened.db.destroy() }
}

/** Opens a database beside a running app, whose tables are up to date: nothing is locked or migrated. */
export function openBesideApp(options: OpenDbOptions): { db: Db; close: () => Promise<void> } {
  const dialect =
    'dataDir' in options
      ? sqliteDialect(options.dataDir, true)
      : postgresDialect({
          url: options.databaseUrl,
          schema: options.schema,
          maxConnections: 1,
          statementTimeoutMs: 30_000,
        })
  const db: Db = new Kysely<Database>({ dialect })
  return { db, close: () => db.destroy() }
}

async function openSqlite({ dataDir, log }: Extract<OpenDbOptions, { dataDir: string }>) {
  const db: Db = new Kysely<Database>({ dialect: sqliteDialect(dataDir), ...(log && { log }) })
  try {
    await migrate(db, 'sqlite')
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, engine: 'sqlite' as const }
}

async function openPostgres(options: Extract<OpenDbOptions, { databaseUrl: string }>) {
  const { databaseUrl: url, schema, log } = options
  // Waiting for another process's migration may take longer than any statement of a request may.
  const unhurried = new Kysely<Database>({
    dialect: postgresDialect({ url, schema, maxConnections: 2, statementTimeoutMs: 0 }),
  })
  try {
    await migrate(unhurried, 'postgres')
  } finally {
    await unhurried.destroy()
  }
  const maxConnections = options.maxConnections ?? 10
  const dialect = postgresDialect({ url, schema, maxConnections, statementTimeoutMs: 10_000 })
  return { db: new Kysely<Database>({ dialect, ...(log && { log }) }), engine: 'postgres' as const }
}

const slot = () => singleton<{ opening?: Promise<OpenedDb> }>('db', () => ({}))

/** The database of this process as the environment names it, opened at the first call. */
export async function getDb(): Promise<Db> {
  const current = slot()
  current.opening ??= openFromEnv().catch((error) => {
    // A database that is not up yet must not keep the app down once it is.
    current.opening = undefined
    throw error
  })
  return (await current.opening).db
}

/** Closes the database of this process; the next `getDb` opens it again. */
export async function closeDb(): Promise<void> {
  const current = slot()
  const { opening } = current
  current.opening = undefined
  const opened = await opening?.catch(() => undefined)
  await opened?.close()
}

async function openFromEnv(): Promise<OpenedDb> {
  const { DATABASE_URL, DATA_DIR, METRICS_TOKEN } = env()
  const log = METRICS_TOKEN ? tellOfStatement : undefined
  const opened = await openDb(
    DATABASE_URL ? { databaseUrl: DATABASE_URL, log } : { dataDir: DATA_DIR, log },
  )
  try {
    await keepPrintKey(opened.db)
  } catch (error) {
    await opened.close()
    throw error
  }
  return opened
}

const statements: Record<string, string> = {
  SelectQueryNode: 'select',
  InsertQueryNode: 'insert',
  UpdateQueryNode: 'update',
  DeleteQueryNode: 'delete',
}

const tellOfStatement: Logger = ({ level, query, queryDurationMillis }) => {
  const name = statements[query.query.kind] ?? 'other'
  const outcome = level === 'error' ? 'failed' : 'ok'
  tell({ kind: 'database', name }, { outcome }, queryDurationMillis / 1_000)
}
