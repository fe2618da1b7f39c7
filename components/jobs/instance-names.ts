import type { ChangeRow } from '@/lib/jobs/changes'

export type Named = { id: string; name: string }

/** Ids of instances in a text replaced by their names, where those are known. */
export const inNames = (text: string, instances: readonly Named[]): string =>
  instances.reduce((now, { id, name }) => now.replaceAll(id, name), text)

/** The same in the rows of a diff. */
export function withNames(rows: readonly ChangeRow[], instances: readonly Named[]): ChangeRow[] {
  const named = (text: string) => inNames(text, instances)
  return rows.map((row) => ({ ...row, now: named(row.now), after: named(row.after) }))
}
