import type { World } from './world'

const tables = [
  'fleet_heads',
  'fleet_zones',
  'fleet_jobs',
  'fleet_spans',
  'fleet_gaps',
  'fleet_delays',
  'fleet_events',
  'coverage_marks',
  'shared_counters',
] as const

/** Nobody has looked at anything yet. */
export async function forgetFleet(world: World): Promise<void> {
  const db = await world.db()
  for (const table of tables) await db.deleteFrom(table).execute()
  const { forgetPicture } = await import('@/lib/server/services/overview/picture')
  forgetPicture('team')
}

/** A round of the collector, as it is done every second. */
export async function collect(): Promise<void> {
  const { collectDue } = await import('@/lib/server/services/collector/background')
  await collectDue()
}

/** Every zone is read once more. */
export async function collectAll(world: World): Promise<void> {
  await (await world.db()).updateTable('fleet_zones').set({ due_at: 0 }).execute()
  await collect()
}

/** IBM tells times to the second. */
export const wholeSecond = () => Math.floor(Date.now() / 1_000) * 1_000
