import type { Finding } from '@/lib/jobs/health'
import type { Job, JobState } from '@/lib/schemas/job'

export type CountWords = { text: string; tone?: 'loss' | 'warn' }

type Counted = Pick<Job, 'state' | 'by'> & { finding: Finding | null }

/** "2 not delivering", "1 late", "1 to check", "4 healthy", "3 paused": what there is none of is left out. */
export function countWords(jobs: readonly Counted[]): CountWords[] {
  const found = Map.groupBy(jobs, kindOf)
  return order.flatMap(({ kind, words, tone }) => {
    const count = found.get(kind)?.length ?? 0
    return count === 0 ? [] : [{ text: `${count} ${words}`, ...(tone && { tone }) }]
  })
}

type Kind = 'failing' | 'late' | 'found' | 'waiting' | 'delivering' | 'paused' | 'off'

const kinds: Record<JobState, Kind> = {
  failing: 'failing',
  disabled_by_service: 'failing',
  late: 'late',
  never_ran: 'waiting',
  delivering: 'delivering',
  quiet: 'delivering',
  paused: 'paused',
  off: 'off',
  gone: 'off',
  not_known: 'off',
}

const order: readonly { kind: Kind; words: string; tone?: 'loss' | 'warn' }[] = [
  { kind: 'failing', words: 'not delivering', tone: 'loss' },
  { kind: 'late', words: 'late', tone: 'warn' },
  { kind: 'found', words: 'to check', tone: 'warn' },
  { kind: 'waiting', words: 'waiting for the first delivery' },
  { kind: 'delivering', words: 'healthy' },
  { kind: 'paused', words: 'paused' },
  { kind: 'off', words: 'disabled' },
]

function kindOf({ state, by, finding }: Counted): Kind {
  if (finding && state !== 'failing' && state !== 'late') return 'found'
  return state === 'paused' && by?.how === 'created' ? 'off' : kinds[state]
}
