import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { testDatabaseUrl } from './test-env'

export type Engine = 'sqlite' | 'postgres'

export type Reserved = {
  /** What the app's environment has to say for it. */
  env: Record<string, string | undefined>
  remove: () => Promise<void>
}

/** An empty database of a test's own: a temporary directory, or a schema on the server of TEST_DATABASE_URL. */
export async function reserveDatabase(engine: Engine): Promise<Reserved> {
  const directory = mkdtempSync(join(tmpdir(), 'logpush-test-'))
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true })
  const env = { DATA_DIR: directory, DATABASE_URL: undefined, APP_SECRET: undefined }
  if (engine === 'sqlite') return { env, remove: async () => removeDirectory() }
  if (!testDatabaseUrl) throw new Error('TEST_DATABASE_URL is not set.')
  const schema = `test_${randomBytes(8).toString('hex')}`
  await runSql(`create schema ${schema}`)
  const url = new URL(testDatabaseUrl)
  url.searchParams.set('options', `-c search_path=${schema}`)
  const secret = randomBytes(32).toString('base64')
  return {
    env: { ...env, DATABASE_URL: url.href, APP_SECRET: secret },
    remove: async () => {
      removeDirectory()
      await runSql(`drop schema ${schema} cascade`)
    },
  }
}

async function runSql(text: string): Promise<void> {
  const client = new Client({ connectionString: testDatabaseUrl })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
