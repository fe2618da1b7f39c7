import { readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { listAudit } from './audit-list'
import { closeDb, getDb, openDb } from './client'
import { migrate } from './migrate'
import { sqliteDialect } from './sqlite'
import { startChild } from './test-child'
import { describeEngines, reserveDirectory } from './test-engines'

const appendForever = `
const { db } = await openDb(options)
const { appendAttempt } = await load('audit')
const actor = { id: 'a', name: 'a', email: 'a', address: '' }
for (;;) say(await appendAttempt(db, { accountId: 'a', actor, via: 'session', action: 'job.create', instanceId: 'i', requestId: 'r' }))
`

const failures = { bucket: 'b', window_start: 0, count: 1 }

describeEngines('a database', (openTestDb, engine) => {
  it('holds every acknowledged attempt after the process was killed', async () => {
    const { db, options, close } = await openTestDb()
    if (engine === 'sqlite') await close()
    const child = startChild(options, appendForever)
    const acknowledged: string[] = []
    while (acknowledged.length < 60) {
      const id = await child.readLine()
      if (id === null) throw new Error(child.stderr())
      acknowledged.push(id)
    }
    await child.kill()
    acknowledged.push(...(await child.rest()).filter((line) => line.length === 36))
    const reopened = engine === 'sqlite' ? await openDb(options) : { db, close: async () => {} }
    const filter = { reader: { kind: 'all' as const }, limit: 100_000 }
    const stored = (await listAudit(reopened.db, filter)).items.map((item) => item.id)
    await reopened.close()
    expect(stored).toEqual(expect.arrayContaining(acknowledged))
  })

  it('rolls a failed transaction back', async () => {
    const { db } = await openTestDb()
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('sign_in_failures').values(failures).execute()
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await db.selectFrom('sign_in_failures').selectAll().execute()).toEqual([])
  })

  it('gives whole numbers back as numbers, up to the largest', async () => {
    const { db } = await openTestDb()
    const window_start = Number.MAX_SAFE_INTEGER
    await db
      .insertInto('sign_in_failures')
      .values({ ...failures, window_start })
      .execute()
    const rows = await db.selectFrom('sign_in_failures').selectAll().execute()
    expect(rows).toEqual([{ ...failures, window_start }])
    const { count } = await db
      .selectFrom('sign_in_failures')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(1)
  })

  it('refuses to open what a newer version has written', async () => {
    const { db, options, close } = await openTestDb()
    await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')`.execute(
      db,
    )
    if (engine === 'sqlite') await close()
    await expect(openDb(options)).rejects.toThrow('newer version of this app')
  })

  it('says so when it was closed', async () => {
    const { db, close } = await openTestDb()
    await db.selectFrom('sign_in_failures').selectAll().execute()
    await close()
    await expect(db.selectFrom('sign_in_failures').selectAll().execute()).rejects.toThrow()
  })

  it.runIf(engine === 'postgres')('itself ends a transaction that stands still', async () => {
    const { db } = await openTestDb()
    const setting = sql<object>`show idle_in_transaction_session_timeout`
    expect((await setting.execute(db)).rows).toEqual([
      { idle_in_transaction_session_timeout: '10s' },
    ])
  })

  it.runIf(engine === 'postgres')(
    'is migrated once by four processes that start at once',
    async () => {
      const { db, options } = await openTestDb()
      const schema = 'schema' in options ? options.schema : undefined
      if (!schema) throw new Error('no schema')
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
      await sql`create schema ${sql.id(schema)}`.execute(db)
      const script = `const { close } = await openDb(options); say('ready'); await close()`
      const children = Array.from({ length: 4 }, () => startChild(options, script))
      for (const child of children) expect(await child.rest(), child.stderr()).toEqual(['ready'])
      const migrations = await sql`select name from kysely_migration`.execute(db)
      const files = readdirSync(join(import.meta.dirname, 'migrations')).sort()
      const names = files.map((file) => file.replace('.ts', '').replaceAll('-', '_'))
      expect(migrations.rows).toEqual(names.map((name) => ({ name })))
    },
  )
})

describe('a data directory', () => {
  const reserved: ReturnType<typeof reserveDirectory>[] = []
  const reserve = () => {
    const directory = reserveDirectory()
    reserved.push(directory)
    return directory.options
  }
  afterEach(async () => {
    for (const { remove } of reserved.splice(0)) await remove()
  })

  it('has one opener in a process at a time', async () => {
    const options = reserve()
    const first = await openDb(options)
    await expect(openDb(options)).rejects.toThrow('in use by another process of this app')
    await first.close()
    const second = await openDb(options)
    await second.close()
  })

  it('stays taken when its own process tries to open it again, by whatever path', async () => {
    const options = reserve()
    const link = join(reserve().dataDir, 'link')
    symlinkSync(options.dataDir, link)
    const first = await openDb(options)
    for (const dataDir of [options.dataDir, link, `${options.dataDir}/.`]) {
      await expect(openDb({ dataDir })).rejects.toThrow('in use')
    }
    const trying = `await openDb(options).then(() => say('open'), ({ message }) => say(message))`
    const child = startChild(options, trying)
    expect(await child.readLine(), child.stderr()).toContain('in use by another process')
    expect(await child.rest()).toEqual([])
    await first.close()
    const second = await openDb({ dataDir: link })
    await second.close()
  })

  it('has one process at a time, and is free once that is killed', async () => {
    const options = reserve()
    const child = startChild(
      options,
      `await openDb(options); say('open'); setInterval(() => {}, 1000)`,
    )
    expect(await child.readLine(), child.stderr()).toBe('open')
    await expect(openDb(options)).rejects.toThrow('in use by another process of this app')
    await child.kill()
    const opened = await openDb(options)
    await opened.close()
  })

  it('keeps what is in it from other users of the machine', async () => {
    const { dataDir } = reserve()
    const inner = join(dataDir, 'new', 'data')
    const opened = await openDb({ dataDir: inner })
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(mode(inner)).toBe('700')
    for (const name of ['logpush.db', 'logpush.db-wal', 'lock.db']) {
      expect([name, mode(join(inner, name))]).toEqual([name, '600'])
    }
    await opened.close()
  })

  it('is named when it cannot be made', async () => {
    await expect(openDb({ dataDir: '/dev/null/data' })).rejects.toThrow(
      'The data directory /dev/null/data cannot be created. Set DATA_DIR to a writable one.',
    )
  })

  it('is free again when a migration failed, which leaves nothing behind', async () => {
    const options = reserve()
    const db = new Kysely<unknown>({ dialect: sqliteDialect(options.dataDir) })
    // The last step of the first migration meets a table of that name.
    await db.schema.createTable('sign_in_failures').addColumn('mine', 'text').execute()
    await expect(migrate(db, 'sqlite')).rejects.toThrow('could not be brought up to date')
    const tables = (await db.introspection.getTables()).map((table) => table.name)
    expect(tables).toEqual(['sign_in_failures'])
    await db.destroy()
    await expect(openDb(options)).rejects.toThrow('could not be brought up to date')
    await expect(openDb(options)).rejects.toThrow('could not be brought up to date')
  })

  it('writes every commit to the disk and checks references', async () => {
    const opened = await openDb(reserve())
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(
        opened.db,
      )
      return Object.values(rows[0] ?? {})[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('busy_timeout')).toBe(5000)
    await opened.close()
  })
})

describe('the database of the process', () => {
  it('is the one that the environment names, opened once, and anew after it was closed', async () => {
    const { options, remove } = reserveDirectory()
    process.env.DATA_DIR = options.dataDir
    delete process.env.DATABASE_URL
    const inUse = await openDb(options)
    await expect(getDb()).rejects.toThrow('in use')
    await inUse.close()
    const [first, second] = await Promise.all([getDb(), getDb()])
    expect(second).toBe(first)
    await closeDb()
    expect(await getDb()).not.toBe(first)
    await closeDb()
    await closeDb()
    remove()
  })
})

describe('PostgreSQL', () => {
  it('that does not answer is an error, not a wait', async () => {
    await expect(openDb({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow()
  })
})
