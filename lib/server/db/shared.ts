import 'server-only'
import type { Db } from './client'

// The tables behind lib/server/store.ts: names that are taken, notes for a while, counters by slot of time. Times, and
// the slots that are named by them, are epoch ms.

/** Clocks of several processes differ by less; what lies further ahead was written before the clock was put back. */
export const clocksDifferMs = 60_000

/** @returns whether the name is this holder's now: it was free, or its time was over */
export async function claim(
  db: Db,
  name: string,
  holder: string,
  untilMs: number,
  nowMs: number,
): Promise<boolean> {
  const result = await db
    .insertInto('shared_notes')
    .values({ name: `lease ${name}`, text: holder, until: untilMs })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ text: holder, until: untilMs })
        .where((eb) =>
          eb.or([
            eb('shared_notes.until', '<=', nowMs),
            eb('shared_notes.until', '>', untilMs + clocksDifferMs),
          ]),
        ),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function release(db: Db, name: string, holder: string): Promise<void> {
  await db
    .deleteFrom('shared_notes')
    .where('name', '=', `lease ${name}`)
    .where('text', '=', holder)
    .execute()
}

export async function note(db: Db, name: string, text: string, untilMs: number): Promise<void> {
  await db
    .insertInto('shared_notes')
    .values({ name, text, until: untilMs })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ text, until: untilMs }))
    .execute()
}

export async function read(db: Db, name: string, nowMs: number): Promise<string | null> {
  const row = await db
    .selectFrom('shared_notes')
    .select('text')
    .where('name', '=', name)
    .where('until', '>', nowMs)
    .executeTakeFirst()
  return row?.text ?? null
}

/** @returns the counter's sum from `sinceSlot` on; what a clock counted before it was put back counts as of now */
export async function add(
  db: Db,
  name: string,
  slot: number,
  more: number,
  sinceSlot: number,
): Promise<number> {
  const ahead = await db
    .deleteFrom('shared_counters')
    .where('name', '=', name)
    .where('slot', '>', slot + clocksDifferMs)
    .returning('amount')
    .execute()
  const amount = ahead.reduce((sum, row) => sum + row.amount, more)
  if (amount !== 0) {
    await db
      .insertInto('shared_counters')
      .values({ name, slot, amount })
      .onConflict((conflict) =>
        conflict
          .columns(['name', 'slot'])
          .doUpdateSet((eb) => ({ amount: eb('shared_counters.amount', '+', amount) })),
      )
      .execute()
  }
  await db
    .deleteFrom('shared_counters')
    .where('name', '=', name)
    .where('slot', '<', sinceSlot)
    .execute()
  const row = await db
    .selectFrom('shared_counters')
    .select((eb) => eb.fn.sum<number | string | null>('amount').as('sum'))
    .where('name', '=', name)
    .where('slot', '>=', sinceSlot)
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

/** No counter is asked for what lies further back. */
const countersKeptMs = 60 * 60 * 1000

/** Removes what is over. */
export async function removeOldShared(db: Db, nowMs: number): Promise<void> {
  await db.deleteFrom('shared_notes').where('until', '<=', nowMs).execute()
  await db
    .deleteFrom('shared_counters')
    .where('slot', '<', nowMs - countersKeptMs)
    .execute()
}
