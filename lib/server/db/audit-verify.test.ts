import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { cutBefore } from './audit-cut'
import { type ChainTable, hashedColumns, hashOf } from './audit-hash'
import { foldSome } from './audit-index'
import { type ChainRow, readChain } from './audit-rows'
import { beginWalk, type Verdict, verifyAudit, type Walk, walkSome } from './audit-verify'
import type { Db } from './client'
import type { Engine } from './engine'
import { openForReading } from './reading'
import { start, useAudit } from './test-audit'
import { describeEngines } from './test-engines'

class Undo extends Error {}

/** As somebody with the database in hand: without the triggers. What they did is undone in the end. */
async function tampered(db: Db, engine: Engine, work: (db: Db) => Promise<void>): Promise<void> {
  const doing = db.transaction().execute(async (transaction) => {
    for (const table of ['audit_attempts', 'audit_outcomes']) {
      if (engine === 'postgres') {
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(transaction)
      } else {
        for (const verb of ['update', 'delete']) {
          await sql`drop trigger ${sql.ref(`${table}_no_${verb}`)}`.execute(transaction)
        }
        await sql`pragma defer_foreign_keys = on`.execute(transaction)
      }
    }
    await work(transaction)
    throw new Undo()
  })
  await expect(doing).rejects.toThrow(Undo)
}

async function allRows(db: Db): Promise<ChainRow[]> {
  const rows: ChainRow[] = []
  for await (const batch of readChain(db, 0)) rows.push(...batch)
  return rows
}

const sayOf = async (db: Db) => {
  const verdict = await verifyAudit(db)
  return verdict.ok ? 'intact' : verdict.problem
}

const set = (db: Db, table: string, seq: number, column: string, value: unknown) =>
  sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where seq = ${seq}`.execute(db)

function othersThan(column: string, value: unknown): unknown[] {
  if (column === 'outcome') return [value === 'failed' ? 'succeeded' : 'failed']
  if (typeof value === 'number') return [value + 100]
  if (value === null) return ['', 'x']
  return [`${value} `, '', ...(nullable.test(column) ? [null] : [])]
}

const nullable = /^(?:zone|job|correlation|connection)_|_json$|^(?:subject|code|detail)$/

describeEngines('the chain of the audit', (openTestDb, engine) => {
  const audit = useAudit(openTestDb)

  async function fill(count: number) {
    for (let at = 0; at < count; at++) {
      const id = await audit.append({ subject: at % 2 ? `about ${at}` : null }, start + at)
      if (at % 4 === 3) continue
      await audit.settle(id, { outcome: 'unknown', code: 'outcome_unknown' }, start + at)
      if (at % 3 === 0) await audit.settle(id, { outcome: 'succeeded', jobId: '7' }, start + at)
    }
  }

  it('is intact as the app writes it, and known by any hash that it ever had', async () => {
    const { db } = audit.test
    expect(await verifyAudit(db)).toMatchObject({ ok: true, rows: 0 })
    await fill(12)
    const rows = await allRows(db)
    const head = { seq: rows.length, hash: rows.at(-1)?.row.hash }
    expect(await verifyAudit(db)).toEqual({ ok: true, rows: rows.length, head, cutSeq: 0 })
    for (const { row } of [rows[0], rows[5], rows.at(-1)].filter((one) => one !== undefined)) {
      expect(await verifyAudit(db, row.hash)).toMatchObject({ ok: true })
    }
    const verdict = await verifyAudit(db, 'f'.repeat(64))
    expect(verdict).toMatchObject({ ok: false, problem: expect.stringContaining('expected hash') })
  })

  describe('names the first row', () => {
    it('of which any column was altered', async () => {
      const { db } = audit.test
      const rows = await allRows(db)
      const samples = [rows[0], rows[1], rows[4], rows[9], rows.at(-1)].filter((one) => !!one)
      await tampered(db, engine, async (transaction) => {
        for (const { table, row } of samples) {
          for (const column of hashedColumns[table]) {
            // A key of other rows; what becomes of those is tried below.
            if (['seq', 'id', 'attempt_id'].includes(column)) continue
            const value = new Map<string, unknown>(Object.entries(row)).get(column)
            for (const other of othersThan(column, value)) {
              await set(transaction, table, row.seq, column, other)
              expect(await sayOf(transaction), `${table}.${column}`).toContain(`Row ${row.seq} (`)
              await set(transaction, table, row.seq, column, value)
            }
          }
          expect(await sayOf(transaction)).toBe('intact')
        }
      })
    })

    it('that was altered together with its hash', async () => {
      const { db } = audit.test
      const rows = await allRows(db)
      await tampered(db, engine, async (transaction) => {
        const [before, one] = [rows[2], rows[3]]
        if (!before || !one) throw new Error('no rows')
        const at = one.row.at + 1
        await set(transaction, one.table, one.row.seq, 'at', at)
        const hash = hashOf<ChainTable>(before.row.hash, one.table, { ...one.row, at })
        await set(transaction, one.table, one.row.seq, 'hash', hash)
        expect(await sayOf(transaction)).toMatch(/^Row 5 \(/)
      })
    })

    it('that was removed, wherever it stood', async () => {
      const { db } = audit.test
      const rows = await allRows(db)
      for (const { table, row } of rows.filter((one) => one.table === 'audit_outcomes')) {
        await tampered(db, engine, async (transaction) => {
          await sql`delete from ${sql.table(table)} where seq = ${row.seq}`.execute(transaction)
          expect(await sayOf(transaction)).toMatch(`Row ${row.seq} is missing`)
        })
      }
      const settled = new Set(
        rows.flatMap(({ row }) => ('attempt_id' in row ? [row.attempt_id] : [])),
      )
      for (const { row } of rows) {
        if (!('id' in row) || settled.has(row.id)) continue
        await tampered(db, engine, async (transaction) => {
          await sql`delete from audit_attempts where seq = ${row.seq}`.execute(transaction)
          expect(await sayOf(transaction)).toMatch(`Row ${row.seq} is missing`)
        })
      }
    })

    it('that was put in another’s place', async () => {
      const { db } = audit.test
      const rows = (await allRows(db)).filter((one) => one.table === 'audit_outcomes')
      for (const [at, one] of rows.entries()) {
        const other = rows[(at * 5 + 3) % rows.length]
        if (!other || other === one) continue
        await tampered(db, engine, async (transaction) => {
          const [first, second] = [one.row.seq, other.row.seq]
          for (const [from, to] of [
            [first, -1],
            [second, first],
            [-1, second],
          ] as const) {
            await set(transaction, 'audit_outcomes', from, 'seq', to)
          }
          expect(await sayOf(transaction)).toMatch(`Row ${Math.min(first, second)} (`)
        })
      }
    })

    it('that was added beside the chain', async () => {
      const { db } = audit.test
      const [one] = (await allRows(db)).filter((it) => it.table === 'audit_outcomes')
      if (!one) throw new Error('no outcome')
      const { seq } = await db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow()
      await tampered(db, engine, async (transaction) => {
        const row = { ...one.row, seq: seq + 1, nth: 99 }
        await transaction.insertInto('audit_outcomes').values(row).execute()
        expect(await sayOf(transaction)).toMatch(`Row ${seq + 1} stands beyond the head`)
        await set(transaction, 'audit_outcomes', seq + 1, 'seq', 1)
        expect(await sayOf(transaction)).toMatch(/^Row 1 \(.*(?:twice|does not fit)/)
      })
    })

    it('that the head does not name, and the newest that is gone', async () => {
      const { db } = audit.test
      const rows = await allRows(db)
      const { length } = rows
      await tampered(db, engine, async (transaction) => {
        await transaction
          .updateTable('audit_head')
          .set({ hash: 'a'.repeat(64) })
          .execute()
        expect(await sayOf(transaction)).toMatch(`Row ${length} is not the one`)
        await transaction
          .updateTable('audit_head')
          .set({ seq: length + 2 })
          .execute()
        expect(await sayOf(transaction)).toMatch(`Row ${length + 1} is missing`)
        await transaction
          .updateTable('audit_head')
          .set({ seq: length - 2 })
          .execute()
        expect(await sayOf(transaction)).toMatch(`Row ${length} stands beyond the head`)
        await transaction.deleteFrom('audit_head').execute()
        expect(await sayOf(transaction)).toMatch('head of the audit is missing')
      })
      // Cut short with care: only a hash that was noted tells.
      const last = rows.at(-1)
      const before = rows.at(-2)
      if (!last || !before) throw new Error('no rows')
      await tampered(db, engine, async (transaction) => {
        await sql`delete from ${sql.table(last.table)} where seq = ${length}`.execute(transaction)
        await transaction.deleteFrom('audit_entries').where('seq', '=', length).execute()
        await transaction
          .updateTable('audit_head')
          .set({ seq: length - 1, hash: before.row.hash })
          .execute()
        await sql`update audit_entries set newest_seq = case when newest_seq = ${length} then
          (select coalesce(max(o.seq), audit_entries.seq) from audit_outcomes o join audit_attempts a
            on a.id = o.attempt_id where a.seq = audit_entries.seq) else newest_seq end`.execute(
          transaction,
        )
        expect(await sayOf(transaction)).toBe('intact')
        const verdict = await verifyAudit(transaction, last.row.hash)
        expect(verdict).toMatchObject({
          ok: false,
          problem: expect.stringContaining(last.row.hash),
        })
      })
    })

    it('that the pages would show otherwise, or not at all', async () => {
      const { db } = audit.test
      const change = (statement: string, problem: RegExp) =>
        tampered(db, engine, async (transaction) => {
          await sql.raw(statement).execute(transaction)
          expect(await sayOf(transaction)).toMatch(problem)
        })
      await change(
        'update audit_entries set newest_seq = seq where seq = 1',
        /Row 1 .*audit_entries/,
      )
      await change('update audit_entries set at = at + 1 where seq = 1', /Row 1 .*audit_entries/)
      await change('delete from audit_entries where seq = 1', /Row 1 .*audit_entries/)
      await change("update audit_actors set text = 'somebody else'", /Row \d+ .*audit_actors/)
      await change(
        'insert into audit_entries (seq, newest_seq, at) values (2, 2, 0)',
        /Entry 2 .*audit_entries/,
      )
    })
  })

  it('is found by what it says, or the row that is not is named', async () => {
    const { db } = audit.test
    const where = sql`term_no = (select no from audit_terms where term = 'w about')`
    const attack = (statement: ReturnType<typeof sql>, problem: RegExp) =>
      tampered(db, engine, async (transaction) => {
        expect(await sayOf(transaction)).toBe('intact')
        await statement.execute(transaction)
        expect(await sayOf(transaction)).toMatch(problem)
      })
    const missing = /^Row \d+ \(attempt .*is kept from the search: .*“w about”/
    await attack(sql`delete from audit_postings where ${where}`, missing)
    await attack(sql`update audit_postings set gone = 1 where ${where}`, missing)
    await attack(sql`update audit_terms set term = 'w other' where term = 'w about'`, missing)
    await attack(sql`update audit_spans set max_at = min_at`, /^Row \d+ .*audit_spans/)
    await attack(sql`delete from audit_spans`, /^Row \d+ .*audit_spans/)
    await attack(
      sql`update audit_postings set seq = 1 where ${where} and
        seq = (select max(p.seq) from audit_postings p where p.${where})`,
      /^Row \d+ \(attempt .*“w about”/,
    )
    while (await foldSome(db));
    await attack(sql`delete from audit_blocks where ${where}`, missing)
    await attack(sql`update audit_blocks set bits = 'AAA=' where ${where}`, missing)
    await attack(
      sql`insert into audit_postings (term_no, seq, gone)
        select no, (select max(seq) from audit_attempts where subject is not null), 1
        from audit_terms where term = 'w about'`,
      missing,
    )
    await attack(
      sql`insert into audit_postings (term_no, seq, gone) select no, 1, 0 from audit_terms where term = 'w about'`,
      /^Row 1 .*which it does not say/,
    )
  })

  it('takes a word twice whose end would tear a sign apart', async () => {
    const { db } = audit.test
    const subject = `${'a'.repeat(63)}\u{10428}b`
    const ids = [await audit.append({ subject }), await audit.append({ subject })]
    expect(await audit.ids({ text: subject })).toEqual(ids.toReversed())
    expect(await sayOf(db)).toBe('intact')
  })

  it('is verified by another process, beside the one that writes', async () => {
    const reader = openForReading(audit.test.options)
    const verdict = await verifyAudit(reader.db)
    expect(verdict).toMatchObject({ ok: true })
    await fill(2)
    if (!verdict.ok) return
    expect(await verifyAudit(reader.db, verdict.head.hash)).toMatchObject({
      ok: true,
      rows: verdict.rows + 5,
    })
    const writing = sql`delete from audit_entries`.execute(reader.db)
    await expect(writing).rejects.toThrow(/read-?only/)
    await reader.close()
  })

  it('of which the beginning was cut off is intact', async () => {
    const { db } = audit.test
    const rows = await allRows(db)
    expect(await cutBefore(db, start + 6, start + 7)).toBeGreaterThan(0)
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
    const kept = await allRows(db)
    // And behind them what says so.
    expect(kept.slice(0, -2)).toEqual(rows.filter(({ row }) => row.seq > head.cut_seq))
    expect(await verifyAudit(db, head.cut_hash)).toMatchObject({
      ok: true,
      rows: kept.length,
      cutSeq: head.cut_seq,
    })
    // A further one, made to look like that: what is left fits together, and no row says that the program did it.
    const [first] = kept
    if (!first) throw new Error('no rows')
    await tampered(db, engine, async (transaction) => {
      const { seq: cut_seq, hash: cut_hash } = first.row
      await transaction.updateTable('audit_head').set({ cut_seq, cut_hash }).execute()
      expect(await sayOf(transaction)).toMatch(
        `Rows up to ${cut_seq} were removed, and no row says`,
      )
      expect(await verifyAudit(transaction)).toMatchObject({
        ok: false,
        onlyCut: { rows: kept.length - 1, cutSeq: cut_seq },
      })
    })
    // Further back than it was: what is between is gone.
    await db
      .updateTable('audit_head')
      .set({ cut_seq: head.cut_seq - 1 })
      .execute()
    expect(await sayOf(db)).toMatch(`Row ${head.cut_seq} is missing`)
    await db
      .updateTable('audit_head')
      .set({ cut_seq: head.cut_seq, cut_hash: 'a'.repeat(64) })
      .execute()
    expect(await sayOf(db)).toMatch(`Row ${head.cut_seq + 1} (`)
  })
})

describeEngines('the chain of the audit', (openTestDb) => {
  const audit = useAudit(openTestDb)

  it('is walked a little at a time, by whoever goes on, to the same end', async () => {
    const { db } = audit.test
    const write = async () => audit.settle(await audit.append(), { outcome: 'succeeded' })
    for (let at = 0; at < 20; at++) await write()
    let walk = await beginWalk(db, null)
    let steps = 0
    while (!('ok' in walk)) {
      steps += 1
      // As another process reads it.
      walk = await walkSome(db, JSON.parse(JSON.stringify(walk)) as Walk, null, 0)
      // What is written meanwhile lies beyond the end of this walk.
      await write()
    }
    expect(steps).toBeGreaterThan(1)
    expect(walk).toMatchObject({ ok: true, cutSeq: 0 })
    const whole = await verifyAudit(db)
    expect(whole.ok && walk.ok && whole.rows > walk.rows).toBe(true)
  })

  it('is broken where the newest row that was noted is gone', async () => {
    const { db } = audit.test
    const noted = (seq: number | null) => ({ seq, hash: 'b'.repeat(64) })
    const walked = async (seq: number | null): Promise<Verdict> => {
      let walk = await beginWalk(db, noted(seq))
      while (!('ok' in walk)) walk = await walkSome(db, walk, noted(seq), 0)
      return walk
    }
    expect(await walked(3)).toMatchObject({ ok: false, problem: expect.stringContaining('bbb') })
  })
})
