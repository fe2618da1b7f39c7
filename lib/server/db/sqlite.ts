import 'server-only'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { LRUCache } from 'lru-cache'
import { createPrivately, lockDataDir } from '../data-dir'
import { tellingAway } from './telling'

/** More distinct texts than the product has; the limit only guards against lists of varying length. */
const cachedStatements = 256

/**
 * A Kysely dialect over Node's own SQLite, on `logpush.db` in a data directory that is locked for this process
 * while the dialect lives (`isBesideApp`: not for this one, which writes single rows). Every commit is on the disk (`synchronous = FULL`) before it is answered.
 */
export function sqliteDialect(dataDir: string, isBesideApp = false): Dialect {
  const lock = isBesideApp ? { release: () => undefined } : lockDataDir(dataDir)
  let database: SqliteDatabase
  try {
    database = openSqlite(join(dataDir, 'logpush.db'), lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
  return dialectOf(database)
}

/**
 * The same database for reading alone, beside the process that has the data directory: SQLite's own locks let readers in,
 * and what is locked against a second app is another file. Throws an Error with a sentence where there is none.
 */
export function readingSqliteDialect(dataDir: string): Dialect {
  const path = join(dataDir, 'logpush.db')
  if (!existsSync(path)) throw new Error(`There is no database in ${resolve(dataDir)}.`)
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
  return dialectOf(toDatabase(database, () => {}))
}

function dialectOf(database: SqliteDatabase): Dialect {
  return {
    createDriver: () => new WritingSqliteDriver({ database }),
    createAdapter: () => new TransactionalSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/**
 * A transaction here always writes. It takes its turn at the beginning: one that has read first could not go on once another
 * process (`rotate-secret`) has written.
 */
class WritingSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return tellingAway(await super.acquireConnection())
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk has ended it already (sqlite.org/lang_transaction.html); the error that tells so must not get lost.
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!/no transaction is active/.test(String(error))) throw error
    })
  }
}

/** SQLite rolls DDL back like anything else: a migration that fails half-way leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function openSqlite(path: string, onClose: () => void): SqliteDatabase {
  createPrivately(path)
  const database = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true })
  try {
    // Without recursive triggers a `replace into` would delete rows behind the audit's back.
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma recursive_triggers = on',
    )
  } catch (error) {
    database.close()
    throw error
  }
  return toDatabase(database, onClose)
}

function toDatabase(database: DatabaseSync, onClose: () => void): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: cachedStatements })
  return {
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = toStatement(database.prepare(sql))
      statements.set(sql, statement)
      return statement
    },
    close() {
      statements.clear()
      database.close()
      onClose()
    },
  }
}

/** node:sqlite takes parameters one by one, Kysely hands them over as a list; else the two agree. */
function toStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters.map(toValue)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  }
}

function toValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`A ${typeof value} cannot be stored: columns hold text, numbers or null.`)
}
