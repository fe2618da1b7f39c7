import type { ChangeRow } from '@/lib/jobs/changes'

/** Ids of instances replaced by their names, where those are known. */
export function withNames(
  rows: readonly ChangeRow[],
  instances: readonly { id: string; name: string }[],
): ChangeRow[] {
  const named = (text: string) =>
    instances.reduce((now, { id, name }) => now.replaceAll(id, name), text)
  return rows.map((row) => ({ ...row, now: named(row.now), after: named(row.after) }))
}
