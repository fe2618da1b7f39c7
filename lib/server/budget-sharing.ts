import 'server-only'
import { budget, windowMs } from './ibm/budget'
import { log } from './log'
import { store } from './store'

/**
 * Tells the other processes what this one has used of IBM's rate limit, and hears what they have. Once a second is
 * enough: in between each may use up what it knows to be left, so together they may run over by a second's requests.
 */
export async function shareBudget(): Promise<void> {
  const all = budget()
  try {
    for (const { identity, slot, amount } of all.tell()) {
      const total = await store().add(`budget:${identity}`, slot, amount, slot - windowMs)
      all.hear(identity, amount, total)
    }
  } catch (error) {
    log.warn('budget_not_shared', { error })
  }
}
