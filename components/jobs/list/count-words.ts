import type { Job, JobState } from '@/lib/schemas/job'

export type CountWords = { text: string; isLoss: boolean }

/** "2 losing logs", "1 late", "4 as they should be", "3 off": what there is none of is left out. */
export function countWords(jobs: readonly Pick<Job, 'state'>[]): CountWords[] {
  const count = (...states: JobState[]) => jobs.filter(({ state }) => states.includes(state)).length
  const fine = count('delivering', 'never_ran')
  return [
    { count: count('failing'), words: 'losing logs', isLoss: true },
    { count: count('late'), words: 'late', isLoss: false },
    { count: fine, words: fine === 1 ? 'as it should be' : 'as they should be', isLoss: false },
    { count: count('off'), words: 'off', isLoss: false },
  ]
    .filter((part) => part.count > 0)
    .map((part) => ({ text: `${part.count} ${part.words}`, isLoss: part.isLoss }))
}
