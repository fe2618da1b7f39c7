import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { appendAttempt, appendOutcome } from './audit'
import { chainStart, hashOf } from './audit-hash'
import { listAudit } from './audit-list'
import { readChain } from './audit-rows'
import { type Db, type OpenedDb, openDb } from './client'
import type { Engine } from './engine'
import { initial } from './migrations/0001-initial'
import { sqliteDialect } from './sqlite'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000
const ids = ['a', 'b', 'c', 'd', 'e'].map(
  (letter) => `01900000-0000-7000-8000-00000000000${letter}`,
)
const [slow = '', behind = '', settled = '', twice = '', created = ''] = ids

/** Empties a test's database, and brings it to where the first version left it. */
async function atFirstVersion({ db, options, close }: TestDb, engine: Engine) {
  if ('dataDir' in options) {
    await sql`pragma foreign_keys = off`.execute(db)
    for (const { name } of await db.introspection.getTables({ withInternalKyselyTables: true })) {
      await db.schema.dropTable(name).execute()
    }
    await close()
  } else {
    await sql`drop schema ${sql.id(options.schema ?? '')} cascade`.execute(db)
    await sql`create schema ${sql.id(options.schema ?? '')}`.execute(db)
  }
  const old: Db =
    'dataDir' in options ? new Kysely({ dialect: sqliteDialect(options.dataDir) }) : db
  const provider = { getMigrations: async () => ({ '0001_initial': initial(engine) }) }
  const schema = 'schema' in options ? { migrationTableSchema: options.schema } : {}
  const { error } = await new Migrator({ db: old, provider, ...schema }).migrateToLatest()
  if (error) throw error
  return {
    old,
    async migrated(): Promise<OpenedDb> {
      if (engine === 'sqlite') await old.destroy()
      return openDb(options)
    },
  }
}

function oldAttempt(id: string, at: number, name = 'Ada') {
  return sql`insert into audit_attempts
    (id, at, account_id, actor_id, actor_name, actor_email, actor_address, action, instance_id, zone_id, zone_name,
      job_id, job_name, request_id, before_json, after_json)
    values (${id}, ${at}, 'account', 'IBMid-1', ${name}, 'ada@example.com', '127.0.0.1', 'job.update', 'instance',
      'zone', 'example.com', '12', 'to-cos', 'request', '{"enabled":true}', '{"enabled":false}')`
}

/** The hash of each row, recomputed from the start; each is what stands there. */
async function chained(db: Db): Promise<string[]> {
  const hashes: string[] = []
  for await (const batch of readChain(db, 0)) {
    for (const { table, row } of batch) {
      hashes.push(hashOf(hashes.at(-1) ?? chainStart, table, row))
      expect(row.hash).toBe(hashes.at(-1))
    }
  }
  return hashes
}

const oldOutcome = (id: string, seq: number, at: number, outcome: string, jobId: string | null) =>
  sql`insert into audit_outcomes (attempt_id, seq, at, outcome, job_id) values (${id}, ${seq}, ${at}, ${outcome}, ${jobId})`

describeEngines('the audit of the first version', (openTestDb, engine) => {
  it('is numbered by time, and found and protected as what is written since', async () => {
    const { old, migrated } = await atFirstVersion(await openTestDb(), engine)
    const rows = [
      oldAttempt(slow, start + 10),
      oldAttempt(behind, start - 5, 'ÁDA'),
      oldAttempt(settled, start),
      oldAttempt(twice, start),
      oldAttempt(created, start + 20),
      oldOutcome(settled, 1, start + 12, 'failed', null),
      // Settled by a process whose clock was behind.
      oldOutcome(twice, 1, start - 100, 'unknown', null),
      oldOutcome(twice, 2, start - 200, 'succeeded', null),
      oldOutcome(created, 1, start + 21, 'succeeded', '77'),
    ]
    for (const row of rows) await row.execute(old)
    const { db, close } = await migrated()

    const numbered = await sql<{ name: string }>`
      select id as name, seq from audit_attempts
      union all select attempt_id || ' ' || nth, seq from audit_outcomes order by seq`.execute(db)
    expect(numbered.rows.map(({ name }) => name)).toEqual([
      behind,
      settled,
      twice,
      `${twice} 1`,
      `${twice} 2`,
      slow,
      `${settled} 1`,
      created,
      `${created} 1`,
    ])

    const filter = {
      reader: { kind: 'instances' as const, accountId: 'account', instanceIds: ['instance'] },
      limit: 50,
    }
    const found = async (more: object = {}) =>
      (await listAudit(db, { ...filter, ...more }, start + 100_000)).items.map(({ id }) => id)
    expect(await found()).toEqual([created, slow, twice, settled, behind])
    expect(await found({ outcome: 'succeeded' })).toEqual([created, twice])
    expect(await found({ outcome: 'unknown' })).toEqual([slow, behind])
    expect(await found({ jobId: '77' })).toEqual([created])
    expect(await found({ actor: 'áda' })).toEqual([behind])
    const { items } = await listAudit(db, { ...filter, outcome: 'failed' }, start)
    expect(items).toMatchObject([
      {
        id: settled,
        at: start,
        actor: { id: 'IBMid-1', name: 'Ada', email: 'ada@example.com', address: '127.0.0.1' },
        zoneName: 'example.com',
        jobName: 'to-cos',
        settledAt: start + 12,
        before: { enabled: true },
        after: { enabled: false },
      },
    ])

    const actor = { id: 'IBMid-1', name: 'Ada', email: 'ada@example.com', address: '' }
    const place = { accountId: 'account', instanceId: 'instance' }
    const next = await appendAttempt(db, {
      ...place,
      actor,
      via: 'session',
      action: 'job.delete',
      requestId: 'r',
    })
    expect(await appendOutcome(db, slow, { outcome: 'failed' })).toBe(true)
    expect(await appendOutcome(db, twice, { outcome: 'failed' })).toBe(false)
    expect(await found({ actor: 'ada' })).toEqual([next, created, slow, twice, settled, behind])
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
    expect(head).toMatchObject({ seq: 11, cut_seq: 0, cut_hash: chainStart })
    expect((await chained(db)).at(-1)).toBe(head.hash)

    for (const statement of [
      'update audit_attempts set actor_name = actor_id',
      'delete from audit_attempts',
      "update audit_outcomes set outcome = 'succeeded'",
      'delete from audit_outcomes',
    ]) {
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('append only')
    }
    const tables = (await db.introspection.getTables()).map(({ name }) => name)
    expect(tables.filter((name) => name.startsWith('old_'))).toEqual([])
    await close()
  })

  it('may be empty', async () => {
    const { migrated } = await atFirstVersion(await openTestDb(), engine)
    const { db, close } = await migrated()
    const head = { id: 1, seq: 0, hash: chainStart, cut_seq: 0, cut_hash: chainStart }
    expect(await db.selectFrom('audit_head').selectAll().execute()).toEqual([head])
    await close()
  })
})
