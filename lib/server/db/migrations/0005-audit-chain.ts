import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { type ChainTable, chainStart, hashOf } from '../audit-hash'
import { rebuildIndex } from '../audit-rebuild'
import { readChain } from '../audit-rows'
import type { Engine } from '../engine'
import type { Database } from '../schema'

const tables = ['audit_attempts', 'audit_outcomes'] as const

/**
 * Chains the rows of the audit: each gets the hash of itself and the row before it. Attempts learn how they came in and
 * what they are about, and are found by an index of terms, words among them, that takes the place of the former keys.
 * Old rows may be cut off from now on, up to what the head says.
 */
export function auditChain(engine: Engine): Migration {
  return {
    async up(given: Kysely<unknown>) {
      await unprotect(given, engine)
      await addColumns(given)
      // From here on the tables are what the schema says of them.
      const db = given as Kysely<Database>
      await chainOldRows(db)
      await createIndex(given, engine)
      await rebuildIndex(db, engine)
      await protect(given, engine)
    },
  }
}

async function unprotect(db: Kysely<unknown>, engine: Engine) {
  for (const table of tables) {
    if (engine === 'postgres') {
      await sql`drop trigger ${sql.ref(`${table}_append_only`)} on ${sql.table(table)}`.execute(db)
      continue
    }
    for (const verb of ['update', 'delete']) {
      await sql`drop trigger ${sql.ref(`${table}_no_${verb}`)}`.execute(db)
    }
  }
}

async function addColumns(db: Kysely<unknown>) {
  await db.schema
    .alterTable('audit_attempts')
    .addColumn('via', 'text', (column) => column.notNull().defaultTo('session'))
    .execute()
  for (const name of ['connection_id', 'subject']) {
    await db.schema.alterTable('audit_attempts').addColumn(name, 'text').execute()
  }
  for (const table of tables) {
    await db.schema
      .alterTable(table)
      .addColumn('hash', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  }
  for (const [name, text] of Object.entries({ hash: chainStart, cut_hash: chainStart })) {
    await db.schema
      .alterTable('audit_head')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(text))
      .execute()
  }
  await db.schema
    .alterTable('audit_head')
    .addColumn('cut_seq', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
}

async function chainOldRows(db: Kysely<Database>) {
  let hash = chainStart
  for await (const batch of readChain(db, 0)) {
    const hashes = batch.map(({ table, row }) => {
      hash = hashOf(hash, table, row)
      return { table, seq: row.seq, hash }
    })
    for (const table of tables) {
      const own = hashes.filter((one) => one.table === table)
      if (own.length > 0) await writeHashes(db, table, own)
    }
  }
  await db.updateTable('audit_head').set({ hash }).execute()
}

async function writeHashes(
  db: Kysely<Database>,
  table: ChainTable,
  rows: { seq: number; hash: string }[],
) {
  const values = rows.map(({ seq, hash }) => sql`(cast(${seq} as bigint), ${hash})`)
  await sql`update ${sql.table(table)} set hash = given.column2
    from (values ${sql.join(values)}) as given where seq = given.column1`.execute(db)
}

async function createIndex(db: Kysely<unknown>, engine: Engine) {
  const seqType = engine === 'sqlite' ? 'integer' : 'bigint'
  await db.schema.dropTable('audit_entries').execute()
  await db.schema
    .createTable('audit_entries')
    .addColumn('seq', seqType, (column) => column.primaryKey().notNull())
    .addColumn('newest_seq', seqType, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('audit_spans')
    .addColumn('span', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('min_at', 'bigint', (column) => column.notNull())
    .addColumn('max_at', 'bigint', (column) => column.notNull())
    .execute()
  // Words are found by how they begin, which only the order of their bytes tells; SQLite has no other.
  const collation = engine === 'postgres' ? sql`collate "C"` : sql``
  await sql`create table audit_terms
    (no integer primary key not null, term text ${collation} not null, seen integer not null)`.execute(
    db,
  )
  await db.schema
    .createIndex('audit_terms_term')
    .unique()
    .on('audit_terms')
    .column('term')
    .execute()
  // The key is all there is to a posting, and nearly all to most blocks.
  const withinKey = engine === 'sqlite' ? sql`without rowid` : sql``
  await sql`create table audit_postings (term_no integer not null, seq ${sql.raw(seqType)} not null,
    gone integer not null, primary key (term_no, seq)) ${withinKey}`.execute(db)
  await sql`create table audit_blocks (term_no integer not null, block integer not null,
    bits text not null, primary key (term_no, block)) ${withinKey}`.execute(db)
  // Bits can't be made any shorter.
  if (engine === 'postgres') {
    await sql`alter table audit_blocks alter column bits set storage external`.execute(db)
  }
  await db.schema
    .createIndex('audit_outcomes_correlation')
    .on('audit_outcomes')
    .column('correlation_id')
    .execute()
}

async function protect(db: Kysely<unknown>, engine: Engine) {
  if (engine === 'postgres') {
    await sql`create function audit_is_cut_only() returns trigger language plpgsql as $$ begin
      if old.seq > (select cut_seq from audit_head) then raise exception 'The audit is append only.'; end if;
      return old;
    end $$`.execute(db)
  }
  for (const table of tables) {
    if (engine === 'postgres') {
      await sql`create trigger ${sql.ref(`${table}_append_only`)}
        before update or truncate on ${sql.table(table)}
        for each statement execute function audit_is_append_only()`.execute(db)
      await sql`create trigger ${sql.ref(`${table}_cut_only`)}
        before delete on ${sql.table(table)}
        for each row execute function audit_is_cut_only()`.execute(db)
      continue
    }
    await sql`create trigger ${sql.ref(`${table}_no_update`)} before update on ${sql.table(table)}
      begin select raise(abort, 'The audit is append only.'); end`.execute(db)
    await sql`create trigger ${sql.ref(`${table}_no_delete`)} before delete on ${sql.table(table)}
      when old.seq > (select cut_seq from audit_head)
      begin select raise(abort, 'The audit is append only.'); end`.execute(db)
  }
}
