import type { Job, JobState } from '@/lib/schemas/job'

export type CountWords = { text: string; isLoss: boolean }

/** "2 not delivering", "1 late", "4 healthy", "3 disabled": what there is none of is left out. */
export function countWords(jobs: readonly Pick<Job, 'state'>[]): CountWords[] {
  const count = (...states: JobState[]) => jobs.filter(({ state }) => states.includes(state)).length
  const fine = count('delivering', 'never_ran')
  return [
    { count: count('failing'), words: 'not delivering', isLoss: true },
    { count: count('late'), words: 'late', isLoss: false },
    { count: fine, words: 'healthy', isLoss: false },
    { count: count('off'), words: 'disabled', isLoss: false },
  ]
    .filter((part) => part.count > 0)
    .map((part) => ({ text: `${part.count} ${part.words}`, isLoss: part.isLoss }))
}
