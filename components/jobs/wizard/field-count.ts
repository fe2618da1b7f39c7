import type { JobDraft } from '@/lib/jobs/draft'

/** "34 fields", "all 99 fields", "IBM’s default fields". `live`: how many IBM lists, where that is known. */
export function fieldCount({ choice, names }: JobDraft['logs'], live?: number): string {
  if (choice === 'default') return 'IBM’s default fields'
  if (choice === 'all') return live === undefined ? 'all fields' : `all ${live} fields`
  return names.length === 1 ? '1 field' : `${names.length} fields`
}
