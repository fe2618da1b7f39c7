import 'server-only'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, describe } from 'vitest'
import { type OpenDbOptions, type OpenedDb, openDb } from './client'
import type { Engine } from './engine'

/** A database of a test's own. `options` opens it once more, in another process too. */
export type TestDb = OpenedDb & { options: OpenDbOptions }

/** Opens an empty, migrated database; it is closed and removed after the suite. */
export type OpenTestDb = () => Promise<TestDb>

// Test support, not the app: env.ts checks what the app runs with.
const testDatabaseUrl = process.env.TEST_DATABASE_URL

/** The same suite on SQLite and, when TEST_DATABASE_URL names a server, on PostgreSQL, each in a schema of its own. */
export function describeEngines(
  name: string,
  suite: (openTestDb: OpenTestDb, engine: Engine) => void,
): void {
  describeEngine(`${name} on SQLite`, 'sqlite', reserveDirectory, suite)
  if (testDatabaseUrl) {
    const reserve = () => reserveSchema(testDatabaseUrl)
    describeEngine(`${name} on PostgreSQL`, 'postgres', reserve, suite)
  } else {
    describe.skip(`${name} on PostgreSQL (TEST_DATABASE_URL is not set)`, () =>
      suite(notOpened, 'postgres'))
  }
}

type Reserved = { options: OpenDbOptions; remove: () => Promise<void> | void }

/** An empty temporary directory for an SQLite database. */
export function reserveDirectory(): { options: { dataDir: string }; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'logpush-db-'))
  return { options: { dataDir }, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

async function reserveSchema(databaseUrl: string): Promise<Reserved> {
  const schema = `test_${randomBytes(8).toString('hex')}`
  await runSql(databaseUrl, `create schema ${schema}`)
  return {
    options: { databaseUrl, schema, maxConnections: 5 },
    remove: () => runSql(databaseUrl, `drop schema ${schema} cascade`),
  }
}

async function runSql(databaseUrl: string, text: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

function describeEngine(
  name: string,
  engine: Engine,
  reserve: () => Promise<Reserved> | Reserved,
  suite: (openTestDb: OpenTestDb, engine: Engine) => void,
): void {
  describe(name, () => {
    const cleanups: (() => Promise<void>)[] = []
    afterAll(async () => {
      for (const cleanup of cleanups) await cleanup()
    })
    suite(async () => {
      const { options, remove } = await reserve()
      const opened = await openDb(options).catch(async (error) => {
        await remove()
        throw error
      })
      cleanups.push(async () => {
        await opened.close()
        await remove()
      })
      return { ...opened, options }
    }, engine)
  })
}

async function notOpened(): Promise<never> {
  throw new Error('TEST_DATABASE_URL is not set.')
}
