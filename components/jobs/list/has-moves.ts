import { isChallenged, isLeftover } from '@/lib/jobs/trouble'
import type { Job } from '@/lib/schemas/job'

/** From so many jobs on they can be moved in one go; of one its own row says it. */
export const fewest = 2

/** Whether there is anything to be said of moves: few zones have it, so it is fetched only then. */
export const hasMoves = (jobs: readonly Job[]): boolean =>
  jobs.some(({ move }) => move !== undefined) ||
  jobs.filter(isLeftover).length >= fewest ||
  jobs.filter(isChallenged).length >= fewest
