import 'server-only'
import { changing, creating } from './make'
import { deleting, renaming } from './replace'
import type { Run, Turn } from './run'
import { watching } from './watch'

/**
 * Goes on with a move until it has to wait or has ended. Whatever a step is refused for is thrown; nothing is sent twice,
 * and each write is on the disk as the move's step before it is sent.
 */
export async function carryOn(run: Run): Promise<void> {
  while (run.move.endedAt === null) {
    if ((await step(run)) === 'wait') return
  }
}

function step(run: Run): Promise<Turn> {
  switch (run.move.state) {
    case 'changing':
      return changing(run)
    case 'creating':
      return creating(run)
    case 'watching':
      return watching(run)
    case 'deleting':
      return deleting(run)
    default:
      return renaming(run)
  }
}
