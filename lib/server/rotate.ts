import 'server-only'
import { sql } from 'kysely'
import { keyIdOf, type Vault } from './crypto'
import type { Db } from './db/client'
import { type SealedColumn, sealedColumns } from './sealed-columns'

export type Resealed = {
  table: string
  column: string
  /** Sealed anew. */
  done: number
  /** Sealed with the newest secret already. */
  kept: number
  /** No secret that is known opens these: whoever needs them has to sign in, or type a key, again. */
  unreadable: number
}

/** Rows that are read at once; each is written by itself, so nothing is held for longer than a moment. */
const batch = 100
/** A row that the app writes meanwhile is looked at again. */
const mostTries = 20
const mostPasses = 10

/**
 * Seals everything in the database with the vault's secret. May be ended at any point and begun anew: every text says which
 * secret it was sealed with. Beside a running app: a row that was changed since it was read is read again. Resolves with what
 * was done, a column each.
 */
async function resealAll(db: Db, vault: Vault): Promise<Resealed[]> {
  const parts: Resealed[] = []
  for (const column of sealedColumns) {
    parts.push(await resealColumn(db, vault, column))
  }
  return parts
}

type Row = Record<string, string | null>

async function resealColumn(db: Db, vault: Vault, column: SealedColumn): Promise<Resealed> {
  const part = { table: column.table, column: column.column, done: 0, kept: 0, unreadable: 0 }
  let after = ''
  for (;;) {
    const rows = await readRows(db, column, after)
    for (const row of rows) await resealRow(db, vault, column, row, part)
    const last = rows.at(-1)
    if (!last) return part
    after = last[column.key] ?? ''
  }
}

async function resealRow(
  db: Db,
  vault: Vault,
  column: SealedColumn,
  row: Row,
  part: Resealed,
): Promise<void> {
  let current: Row | undefined = row
  for (let tries = 0; current && tries < mostTries; tries++) {
    const text: string | null = current[column.column] ?? null
    if (text === null) return
    const { again, unreadable } = resealed(vault, column, text, current)
    if (again === text) {
      if (unreadable > 0) part.unreadable += 1
      else part.kept += 1
      return
    }
    if (await replace(db, column, current, again)) {
      part.done += 1
      if (unreadable > 0) part.unreadable += 1
      return
    }
    current = await readRow(db, column, row[column.key] ?? '')
  }
}

function resealed(vault: Vault, column: SealedColumn, text: string, row: Row) {
  let unreadable = 0
  const again = column.reseal(text, row, (sealed, aad) => {
    if (keyIdOf(sealed) === vault.keyId) return sealed
    const opened = vault.open(sealed, aad)
    if (opened !== null) return vault.seal(opened, aad)
    unreadable += 1
    return sealed
  })
  return { again, unreadable }
}

/**
 * Until nothing is left that another secret sealed: whatever the app still wrote with the old one meanwhile comes next. Resolves
 * with the sums; `left`: the app goes on sealing with another secret, so it does not know the new one.
 */
export async function resealUntilDone(
  db: Db,
  vault: Vault,
): Promise<{ parts: Resealed[]; left: boolean }> {
  let parts = await resealAll(db, vault)
  for (let pass = 1; pass < mostPasses; pass++) {
    const again = await resealAll(db, vault)
    if (again.every(({ done }) => done === 0)) return { parts, left: false }
    parts = parts.map((part, at) => ({ ...part, done: part.done + (again[at]?.done ?? 0) }))
  }
  return { parts, left: true }
}

const fieldsOf = ({ key, column, also }: SealedColumn) =>
  sql.join([key, column, ...(also ? [also] : [])].map((name) => sql.ref(name)))

async function readRows(db: Db, column: SealedColumn, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${fieldsOf(column)} from ${sql.table(column.table)}
    where ${sql.ref(column.key)} > ${after} and ${sql.ref(column.column)} is not null
    order by ${sql.ref(column.key)} limit ${batch}`.execute(db)
  return rows
}

async function readRow(db: Db, column: SealedColumn, key: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ${fieldsOf(column)} from ${sql.table(column.table)}
    where ${sql.ref(column.key)} = ${key}`.execute(db)
  return rows[0]
}

/** @returns false: somebody has written it since it was read */
async function replace(db: Db, column: SealedColumn, row: Row, again: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${sql.table(column.table)} set ${sql.ref(column.column)} = ${again}
    where ${sql.ref(column.key)} = ${row[column.key]}
    and ${sql.ref(column.column)} = ${row[column.column]}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}
