import * as z from 'zod/mini'
import { type ReachDraft, scopeOf } from '@/components/reach/reach-draft'
import { isPassing } from '@/lib/alerts/passing'
import {
  type AlertRule,
  type AlertScope,
  type AlertWhen,
  type CreateAlertRuleInput,
  createAlertRuleInput,
} from '@/lib/schemas/alert'

/** A rule as its form holds it. */
export type RuleDraft = Omit<ReachDraft, 'reach'> & {
  name: string
  when: AlertWhen
  afterMinutes: string
  reach: ReachDraft['reach'] | 'team'
  team: string
  channelIds: string[]
}

export function draftOf(rule: AlertRule | null, channelIds: string[]): RuleDraft {
  const scope: AlertScope = rule?.scope ?? { kind: 'all' }
  return {
    name: rule?.name ?? '',
    when: rule?.when ?? 'failing',
    afterMinutes: String(rule?.afterMinutes ?? 0),
    reach: scope.kind,
    instanceId: 'instanceId' in scope ? scope.instanceId : '',
    zoneIds: scope.kind === 'zones' ? scope.zoneIds : [],
    pattern: scope.kind === 'pattern' ? scope.pattern : '',
    team: scope.kind === 'team' ? scope.name : '',
    channelIds: rule?.channelIds ?? channelIds,
  }
}

export function toInput(draft: RuleDraft): Omit<CreateAlertRuleInput, 'enabled'> {
  const { name, when, afterMinutes, channelIds, reach, team } = draft
  return {
    name,
    when,
    afterMinutes: isPassing(when) ? 0 : minutesOf(afterMinutes),
    scope: reach === 'team' ? { kind: 'team', name: team } : scopeOf({ ...draft, reach }),
    channelIds,
  }
}

const minutesOf = (typed: string) => (/^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN)

/** The form's field that a member of the request comes from. */
export function fieldOf(path: string): string {
  if (path === 'scope') return 'reach'
  if (path.startsWith('channelIds')) return 'channelIds'
  if (path === 'scope.name') return 'team'
  return /^scope\.(zoneIds|\w+)/.exec(path)?.[1] ?? path
}

/** What is wrong with a draft, by the fields of the form; the first of a field counts. */
export function draftFaults(draft: RuleDraft): Record<string, string> {
  const faults: Record<string, string> = {}
  const needsInstance = draft.reach === 'zones' || draft.reach === 'instance'
  if (needsInstance && draft.instanceId === '') faults.instanceId = 'Choose an instance'
  const parsed = z.safeParse(createAlertRuleInput, toInput(draft))
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const field = fieldOf(path.join('.'))
      faults[field] ??=
        field === 'afterMinutes' ? 'A whole number of minutes, up to 10,080' : message
    }
  }
  return faults
}
