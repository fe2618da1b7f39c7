import type { SimContext } from '../context.ts'
import type { SimInstance } from '../state.ts'
import { Refused } from './envelope.ts'

/** Logpush is for Enterprise plans. Source: IBM CIS plan-comparison. */
export function requireLogpush(ctx: SimContext, instance: SimInstance, verb = 'reading'): void {
  const plan = ctx.state.plans.get(instance.planId)
  if (plan && !/enterprise/i.test(plan.name)) {
    throw notInPlan(ctx, instance, `${verb} job for product 'logpush' is not allowed`)
  }
}

/**
 * The gateway's refusal, seen for a Standard plan in IBM-Cloud/terraform-provider-ibm #1623 (of domain settings; that Logpush is
 * refused alike is unproven). `older` is the engine's sentence for a product that is not allowed, with a setting.
 */
export function notInPlan(ctx: SimContext, instance: SimInstance, older: string): Refused {
  if (ctx.settings.planRefusal === 'engine') return new Refused(403, 1004, older)
  const name = ctx.state.plans.get(instance.planId)?.displayName ?? 'unknown'
  const message = `This action is unavailable for the current plan: ${name}`
  return new Refused(405, 405, message, 'gateway')
}
