import 'server-only'
import type { CompiledQuery } from 'kysely'
import type { Db } from './client'

/**
 * A query that every request asks, by one text: it is built and compiled once for each database, which costs several times
 * as much as running it. `build` leaves the text that is looked for empty, and has no other parameter.
 */
export function lookUp<Row>(
  build: (db: Db) => { compile: () => CompiledQuery<Row> },
): (db: Db, text: string) => Promise<Row | undefined> {
  const queries = new WeakMap<Db, CompiledQuery<Row>>()
  return async (db, text) => {
    let query = queries.get(db)
    if (!query) {
      query = build(db).compile()
      queries.set(db, query)
    }
    const { rows } = await db.executeQuery<Row>({ ...query, parameters: [text] })
    return rows[0]
  }
}
