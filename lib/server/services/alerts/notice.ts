import 'server-only'
import type { AlertState, Notice } from '@/lib/alerts/advance'
import type { Subject } from '@/lib/alerts/subject'
import { wordsOf } from '@/lib/fleet/cause'
import type { AlertNotice } from '@/lib/schemas/alert'
import type { AlertRuleRow } from '@/lib/server/db/alert-rules'
import { env } from '@/lib/server/env'

/** So many of what a notice tells are named in it. */
const named = 50

const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const byName = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The worst first: what has been so for the longest, then by name. */
export function inOrder(subjects: readonly Subject[]): Subject[] {
  return [...subjects].sort(
    (one, other) =>
      (one.sinceMs ?? Number.POSITIVE_INFINITY) - (other.sinceMs ?? Number.POSITIVE_INFINITY) ||
      byName(one.zone?.name ?? '', other.zone?.name ?? '') ||
      (one.key < other.key ? -1 : 1),
  )
}

/** Why, in IBM's words or ours, those of most of it; of what is flapping also how often it broke. */
export function causeOf(
  { isFlapping, flips }: Pick<AlertState, 'isFlapping' | 'flips'>,
  subjects: readonly Subject[],
): string | null {
  const cause = mostOf(subjects.flatMap((subject) => subject.cause ?? []))
  if (!isFlapping) return cause
  return [`flapping: failed ${flips.length} times within an hour`, cause].filter(Boolean).join('; ')
}

/** The first of those texts that there are most of, but for numbers in them. */
function mostOf(texts: readonly string[]): string | null {
  const counts = new Map<string, { first: string; count: number }>()
  for (const [text, same] of Map.groupBy(texts, (one) => one)) {
    const words = wordsOf(text)
    const { first, count } = counts.get(words) ?? { first: text, count: 0 }
    counts.set(words, { first, count: count + same.length })
  }
  const most = Math.max(...counts.values().map(({ count }) => count))
  return counts.values().find(({ count }) => count === most)?.first ?? null
}

/** What a notice names of what it tells, in this order. */
export function namesOf(subjects: readonly Subject[]): Pick<AlertNotice, 'jobs' | 'others'> {
  const shown = subjects.slice(0, named)
  return {
    jobs: shown.flatMap(({ job, zone, dataset, sinceMs }) =>
      job && zone ? { ...job, dataset, zone, since: time(sinceMs) } : [],
    ),
    others: shown.flatMap(({ job, zone, dataset, label }) =>
      job ? [] : [[zone?.name ?? label, dataset].filter(Boolean).join(': ')],
    ),
  }
}

/** What is sent of it. `id`: the same for all channels, so that a receiver can tell what it has already. */
export function noticeOf(
  id: string,
  { event, alert, subjects, isReminder }: Notice,
  { id: ruleId, name, when, scope }: AlertRuleRow,
  nowMs: number,
): AlertNotice {
  const all = inOrder(subjects)
  const { APP_URL } = env()
  return {
    id,
    event,
    rule: { id: ruleId, name, when },
    scope,
    ...namesOf(all),
    count: all.length,
    cause: causeOf(alert, all),
    isFlapping: alert.isFlapping,
    isReminder,
    since: time(all[0]?.sinceMs ?? null),
    at: new Date(nowMs).toISOString(),
    url: APP_URL ? `${APP_URL}/alerts?alert=${alert.id}` : null,
  }
}
