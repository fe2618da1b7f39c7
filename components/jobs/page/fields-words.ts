import type { Job } from '@/lib/schemas/job'

/** Up to so many names are said in a sentence. */
const fewNames = 4

export type FieldsSummary = {
  /** "All (99)", "9 of 99", "IBM’s default set". */
  words: string
  /** What IBM lists and the job leaves out, where that is only a few. */
  leavesOut: string[]
}

/** @param live the names IBM lists for the dataset now; undefined: not read, or not readable */
export function fieldsSummary(
  fields: Job['logs']['fields'],
  live: readonly string[] | undefined,
): FieldsSummary {
  const names = fields.names ?? []
  if (fields.mode === 'default') return { words: 'IBM’s default set', leavesOut: [] }
  if (fields.mode === 'all') return { words: `All (${(live ?? names).length})`, leavesOut: [] }
  if (live === undefined || live.length === 0) {
    return { words: `${names.length} selected`, leavesOut: [] }
  }
  const chosen = new Set(names)
  const missing = live.filter((name) => !chosen.has(name))
  const words = `${live.length - missing.length} of ${live.length}`
  return {
    words,
    leavesOut: missing.length <= fewNames ? missing : [],
  }
}
