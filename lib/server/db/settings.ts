import 'server-only'
import type { z } from 'zod'
import type { Db } from './client'

/** A setting of the whole app; null: never set. Throws a ZodError when what is stored does not fit. */
export async function getSetting<Value>(
  db: Db,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const row = await db
    .selectFrom('settings')
    .select('value_json')
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? schema.parse(JSON.parse(row.value_json)) : null
}

export async function putSetting(db: Db, key: string, value: unknown): Promise<void> {
  const value_json = JSON.stringify(value ?? null)
  await db
    .insertInto('settings')
    .values({ key, value_json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
    .execute()
}
