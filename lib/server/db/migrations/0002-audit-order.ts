import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { actorText } from '../audit-actor'
import type { Engine } from '../engine'

/**
 * Gives every row of the audit its place in one order that the database hands out, and a narrow table by which
 * pages are found. The audit refuses to be changed, so its rows are copied into tables that are protected anew.
 */
export function auditOrder(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('audit_attempts').renameTo('old_attempts').execute()
      await db.schema.alterTable('audit_outcomes').renameTo('old_outcomes').execute()
      await createChain(db, engine)
      await createSearch(db, engine)
      await numberOldRows(db, engine)
      await copyOldRows(db, engine)
      for (const table of ['old_order', 'old_outcomes', 'old_attempts']) {
        await db.schema.dropTable(table).execute()
      }
      // Only now, since the old tables had indexes and triggers of the same names.
      await createIndexes(db)
      await protect(db, engine)
    },
  }
}

/** SQLite keeps a table in the order of a key of just this type; PostgreSQL's `integer` ends at two billion. */
const seqType = (engine: Engine) => (engine === 'sqlite' ? 'integer' : 'bigint')

async function createChain(db: Kysely<unknown>, engine: Engine) {
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('seq', seqType(engine), (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('audit_attempts')
    .addColumn('seq', seqType(engine), (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('actor_email', 'text', (column) => column.notNull())
    .addColumn('actor_address', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text')
    .addColumn('zone_name', 'text')
    .addColumn('job_id', 'text')
    .addColumn('job_name', 'text')
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('before_json', 'text')
    .addColumn('after_json', 'text')
    .addPrimaryKeyConstraint('audit_attempts_seq', ['seq'])
    .addUniqueConstraint('audit_attempts_id', ['id'])
    .execute()
  await db.schema
    .createTable('audit_outcomes')
    .addColumn('seq', seqType(engine), (column) => column.notNull())
    .addColumn('attempt_id', 'text', (column) => column.notNull().references('audit_attempts.id'))
    .addColumn('nth', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) =>
      column.notNull().check(sql`outcome in ('succeeded', 'failed', 'unknown')`),
    )
    .addColumn('correlation_id', 'text')
    .addColumn('job_id', 'text')
    .addColumn('job_name', 'text')
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('after_json', 'text')
    .addPrimaryKeyConstraint('audit_outcomes_seq', ['seq'])
    .addUniqueConstraint('audit_outcomes_nth', ['attempt_id', 'nth'])
    .execute()
}

async function createSearch(db: Kysely<unknown>, engine: Engine) {
  await db.schema
    .createTable('audit_actors')
    .addColumn('no', 'integer', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_actors_no', ['no'])
    .addUniqueConstraint('audit_actors_person', ['account_id', 'actor_id', 'text'])
    .execute()
  await db.schema
    .createTable('audit_entries')
    .addColumn('seq', seqType(engine), (column) => column.notNull())
    .addColumn('newest_seq', seqType(engine), (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('zone_id', 'text')
    .addColumn('job_id', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('actor_no', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) =>
      column.notNull().check(sql`outcome in ('pending', 'succeeded', 'failed', 'unknown')`),
    )
    .addPrimaryKeyConstraint('audit_entries_all', ['instance_id', 'seq'])
    .execute()
}

/**
 * By the time that was written down, though one process's clock may have been behind another's: an outcome still
 * comes after its attempt, and after the outcome before it.
 */
async function numberOldRows(db: Kysely<unknown>, engine: Engine) {
  await sql`create table old_order as
    select id, nth, row_number() over (order by at, id, nth) as seq
    from (
      select id, 0 as nth, at from old_attempts
      union all
      select o.attempt_id, o.seq, max(case when o.at > a.at then o.at else a.at end)
        over (partition by o.attempt_id order by o.seq)
      from old_outcomes o join old_attempts a on a.id = o.attempt_id
    ) as numbered`.execute(db)
  await sql`create unique index old_order_row on old_order (id, nth)`.execute(db)
  await analyze(db, engine, 'old_order')
  await sql`insert into audit_head (id, seq) select 1, count(*) from old_order`.execute(db)
}

async function copyOldRows(db: Kysely<unknown>, engine: Engine) {
  await sql`insert into audit_attempts
    select n.seq, a.id, a.at, a.account_id, a.actor_id, a.actor_name, a.actor_email, a.actor_address, a.action,
      a.instance_id, a.zone_id, a.zone_name, a.job_id, a.job_name, a.request_id, a.before_json, a.after_json
    from old_attempts a join old_order n on n.id = a.id and n.nth = 0`.execute(db)
  await sql`insert into audit_outcomes
    select n.seq, o.attempt_id, o.seq, o.at, o.outcome, o.correlation_id, o.job_id, o.job_name, o.code, o.detail,
      o.after_json
    from old_outcomes o join old_order n on n.id = o.attempt_id and n.nth = o.seq`.execute(db)
  await copyActors(db)
  for (const table of ['audit_attempts', 'audit_outcomes', 'old_actors']) {
    await analyze(db, engine, table)
  }
  await sql`insert into audit_entries
    select a.seq, coalesce(o.seq, a.seq), a.at, a.account_id, a.instance_id, a.zone_id,
      coalesce(o.job_id, a.job_id), a.action, k.no, coalesce(o.outcome, 'pending')
    from audit_attempts a
    join old_actors k on k.account_id = a.account_id and k.actor_id = a.actor_id
      and k.name = a.actor_name and k.email = a.actor_email
    left join audit_outcomes o on o.attempt_id = a.id and o.nth =
      (select max(latest.nth) from audit_outcomes latest where latest.attempt_id = a.id)`.execute(
    db,
  )
  await db.schema.dropTable('old_actors').execute()
}

/** PostgreSQL knows nothing yet of a table of this transaction, and would join a million rows one by one. */
async function analyze(db: Kysely<unknown>, engine: Engine, table: string) {
  if (engine === 'postgres') await sql`analyze ${sql.table(table)}`.execute(db)
}

type OldActor = { account_id: string; actor_id: string; name: string; email: string }

/** Row by row, since neither engine lowers letters beyond ASCII under every locale. */
async function copyActors(db: Kysely<unknown>) {
  await sql`create table old_actors
    (account_id text, actor_id text, name text, email text, no integer)`.execute(db)
  const { rows } = await sql<OldActor>`
    select account_id, actor_id, actor_name as name, actor_email as email from old_attempts
    group by account_id, actor_id, actor_name, actor_email`.execute(db)
  const numbers = new Map<string, number>()
  for (const { account_id, actor_id, name, email } of rows) {
    const text = actorText({ name, email })
    const key = JSON.stringify([account_id, actor_id, text])
    const known = numbers.get(key)
    const no = known ?? numbers.size + 1
    numbers.set(key, no)
    if (known === undefined) {
      await sql`insert into audit_actors (no, account_id, actor_id, text)
        values (${no}, ${account_id}, ${actor_id}, ${text})`.execute(db)
    }
    await sql`insert into old_actors values (${account_id}, ${actor_id}, ${name}, ${email}, ${no})`.execute(
      db,
    )
  }
}

async function createIndexes(db: Kysely<unknown>) {
  await db.schema
    .createIndex('audit_attempts_zone')
    .on('audit_attempts')
    .columns(['zone_id', 'at'])
    .execute()
  // A page is read from the ends of one of these, by a key that no other index can stand in for (audit-filter.ts).
  const keys = {
    ended: "instance_id || '/' || action || '/' || outcome",
    zone: "instance_id || '/' || zone_id",
    zone_ended: "instance_id || '/' || zone_id || '/' || action || '/' || outcome",
    job: "instance_id || '/' || job_id",
    actor: "instance_id || '/' || cast(actor_no as text)",
    actor_ended: "instance_id || '/' || cast(actor_no as text) || '/' || action || '/' || outcome",
  }
  for (const [name, key] of Object.entries(keys)) {
    await sql`create index ${sql.ref(`audit_entries_${name}`)}
      on audit_entries ((${sql.raw(key)}), seq)`.execute(db)
  }
}

async function protect(db: Kysely<unknown>, engine: Engine) {
  for (const table of ['audit_attempts', 'audit_outcomes']) {
    if (engine === 'postgres') {
      // Its function is there since the first migration.
      await sql`create trigger ${sql.ref(`${table}_append_only`)}
        before update or delete or truncate on ${sql.table(table)}
        for each statement execute function audit_is_append_only()`.execute(db)
      continue
    }
    for (const verb of ['update', 'delete'] as const) {
      await sql`create trigger ${sql.ref(`${table}_no_${verb}`)}
        before ${sql.raw(verb)} on ${sql.table(table)}
        begin select raise(abort, 'The audit is append only.'); end`.execute(db)
    }
  }
}
