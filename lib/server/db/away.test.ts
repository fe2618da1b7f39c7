import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { raiseTeamVersion } from './grants'
import { describeEngines } from './test-engines'

describeEngines('a database that can’t be used now', (openTestDb, engine) => {
  const away = (reason: string) => ({ name: 'DatabaseAway', reason })

  describe.runIf(engine === 'postgres')('says so', () => {
    it.each([
      ['57014', 'busy'],
      ['55P03', 'busy'],
      ['40P01', 'busy'],
      ['40001', 'busy'],
      ['25P03', 'busy'],
      ['53300', 'busy'],
      ['53100', 'full'],
      ['25006', 'read_only'],
      ['53200', 'unreachable'],
      ['57P03', 'unreachable'],
      ['58030', 'unreachable'],
    ])('by %s: %s', async (code, reason) => {
      const { db } = await openTestDb()
      const failing = sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`)
      await expect(failing.execute(db)).rejects.toMatchObject(away(reason))
      await sql`select 1`.execute(db)
    })

    it('where a statement takes too long, or the connection is closed', async () => {
      const { db } = await openTestDb()
      await db.connection().execute(async (one) => {
        await sql`set statement_timeout = 20`.execute(one)
        await expect(sql`select pg_sleep(20)`.execute(one)).rejects.toMatchObject(away('busy'))
        const closed = sql`select pg_terminate_backend(pg_backend_pid())`.execute(one)
        await expect(closed).rejects.toMatchObject(away('unreachable'))
      })
      // The one that was closed may be tried once more.
      const isThere = () =>
        sql`select 1`.execute(db).then(
          () => true,
          () => false,
        )
      await expect.poll(isThere).toBe(true)
    })

    it('where two transactions wait for each other, and where they can’t both be', async () => {
      const { db } = await openTestDb()
      const crosswise = (isolation: 'read committed' | 'serializable') => {
        const begun = Promise.withResolvers<void>()
        let left = 2
        const one = (first: string, then: string) =>
          db
            .transaction()
            .setIsolationLevel(isolation)
            .execute(async (transaction) => {
              await sql.raw(`update ${first}`).execute(transaction)
              left -= 1
              if (left === 0) begun.resolve()
              await begun.promise
              await sql.raw(`update ${then}`).execute(transaction)
            })
        const [team, head] = ['team_head set version = version', 'audit_head set seq = seq']
        return Promise.allSettled([one(team, head), one(head, team)])
      }
      for (const isolation of ['read committed', 'serializable'] as const) {
        const failed = (await crosswise(isolation)).filter(({ status }) => status === 'rejected')
        expect(failed).toMatchObject([{ reason: away('busy') }])
      }
    })

    it('but not of a statement that is wrong', async () => {
      const { db } = await openTestDb()
      await expect(sql`select nothing`.execute(db)).rejects.not.toMatchObject({
        name: 'DatabaseAway',
      })
    })
  })

  describe.runIf(engine === 'sqlite')('says so', () => {
    it('where another process writes', async () => {
      const { db, options } = await openTestDb()
      if (!('dataDir' in options)) throw new Error('not a directory')
      await sql`pragma busy_timeout = 1`.execute(db)
      const other = new DatabaseSync(join(options.dataDir, 'logpush.db'))
      other.exec('begin immediate')
      await expect(raiseTeamVersion(db)).rejects.toMatchObject(away('busy'))
      const inOne = db.transaction().execute(raiseTeamVersion)
      await expect(inOne).rejects.toMatchObject(away('busy'))
      other.exec('rollback')
      other.close()
      await db.transaction().execute(raiseTeamVersion)
    })

    it('where the disk is full', async () => {
      const { db } = await openTestDb()
      const fill = (name: string) =>
        sql`insert into app_keys (name, sealed_key) values (${name}, ${'x'.repeat(1_000_000)})`
      await sql`pragma max_page_count = 100`.execute(db)
      await expect(fill('one').execute(db)).rejects.toMatchObject(away('full'))
      const inOne = db.transaction().execute(async (transaction) => {
        await raiseTeamVersion(transaction)
        await fill('two').execute(transaction)
      })
      await expect(inOne).rejects.toMatchObject(away('full'))
      await sql`pragma max_page_count = 100000`.execute(db)
      await db.transaction().execute(raiseTeamVersion)
    })

    it('where nothing may be written', async () => {
      const { db } = await openTestDb()
      await sql`pragma query_only = on`.execute(db)
      const inOne = db.transaction().execute(raiseTeamVersion)
      await expect(inOne).rejects.toMatchObject(away('read_only'))
      await sql`select * from team_head`.execute(db)
    })

    it('but not of a statement that is wrong', async () => {
      const { db } = await openTestDb()
      await expect(sql`select nothing`.execute(db)).rejects.not.toMatchObject({
        name: 'DatabaseAway',
      })
    })
  })
})
