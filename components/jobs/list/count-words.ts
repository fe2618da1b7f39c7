import type { Finding } from '@/lib/jobs/health'
import type { JobRecord } from '@/lib/jobs/records'
import type { Job } from '@/lib/schemas/job'

export type CountWords = { text: string; tone?: 'loss' | 'warn' }

type Counted = Pick<Job, 'state'> & { record?: JobRecord | undefined; finding: Finding | null }

/** "2 not delivering", "1 late", "1 to check", "4 healthy", "3 paused": what there is none of is left out. */
export function countWords(jobs: readonly Counted[]): CountWords[] {
  const kinds = Map.groupBy(jobs, kindOf)
  return order.flatMap(({ kind, words, tone }) => {
    const count = kinds.get(kind)?.length ?? 0
    return count === 0 ? [] : [{ text: `${count} ${words}`, ...(tone && { tone }) }]
  })
}

type Kind = 'failing' | 'late' | 'found' | 'waiting' | 'delivering' | 'paused' | 'off'

const order: readonly { kind: Kind; words: string; tone?: 'loss' | 'warn' }[] = [
  { kind: 'failing', words: 'not delivering', tone: 'loss' },
  { kind: 'late', words: 'late', tone: 'warn' },
  { kind: 'found', words: 'to check', tone: 'warn' },
  { kind: 'waiting', words: 'waiting for the first delivery' },
  { kind: 'delivering', words: 'healthy' },
  { kind: 'paused', words: 'paused' },
  { kind: 'off', words: 'disabled' },
]

function kindOf({ state, record, finding }: Counted): Kind {
  if (state === 'failing' || state === 'late') return state
  if (finding) return 'found'
  if (state === 'never_ran') return 'waiting'
  return state === 'off' && record?.off?.how === 'paused' ? 'paused' : state
}
