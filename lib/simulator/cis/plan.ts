import type { SimInstance, SimState } from '../state.ts'
import { Refused } from './envelope.ts'

/**
 * Logpush is for Enterprise plans. Source: IBM CIS plan-comparison. What CIS answers on others is unproven; the code and the
 * sentence are the engine's for a product that is not allowed.
 */
export function requireLogpush(state: SimState, instance: SimInstance, verb = 'reading'): void {
  const plan = state.plans.get(instance.planId)
  if (plan && !/enterprise/i.test(plan.name)) {
    throw new Refused(403, 1004, `${verb} job for product 'logpush' is not allowed`)
  }
}
