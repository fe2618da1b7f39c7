import 'server-only'

/**
 * So many workers at once, each of which takes the next piece until none is left. Rejects with what failed first, but only
 * once all are through: nothing goes on behind the back of who asked.
 *
 * @param worker is to stop by itself once another has failed
 */
export async function sideBySide(count: number, worker: () => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  const kept = () => worker().catch((error: unknown) => failures.push(error))
  await Promise.all(Array.from({ length: count }, kept))
  if (failures.length > 0) throw failures[0]
}
