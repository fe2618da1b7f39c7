import type { AlertWhen } from '@/lib/schemas/alert'

/** What happened once is told once: there is no recovery from it, and it can't have lasted. */
const passing: ReadonlySet<AlertWhen> = new Set(['gone', 'changed_outside'])
export const isPassing = (when: AlertWhen): boolean => passing.has(when)

/** How long it must have been so before anybody is told, in minutes. */
export const afterMinutesOf = (rule: { when: AlertWhen; afterMinutes: number }): number =>
  isPassing(rule.when) ? 0 : rule.afterMinutes
