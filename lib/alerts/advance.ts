import type { AlertWhen } from '@/lib/schemas/alert'
import { isPassing } from './passing'
import type { Subject, Verdict } from './subject'

// What one look makes of a rule's alerts, and who is to be told. Pure, so that whoever looks twice, or dies between looking and
// writing, comes to the same. Times are epoch ms.

/** What broke together is found within moments of each other; the one notice waits for all of it. */
export const gatherMs = 10_000
/** What breaks so soon after others were told of has broken with them; what breaks later is told of by itself. */
export const togetherMs = 15 * 60_000
/** Who was told, and did not acknowledge it, is told again after so long. */
export const remindAfterMs = 24 * 60 * 60_000
/** What breaks so often within an hour is flapping, and has recovered once it was good for a while. */
const flapsFrom = 3
export const flapWithinMs = 60 * 60_000
export const calmAfterMs = 30 * 60_000

export type Member = {
  subject: Subject
  overAt: number | null
  verdict: Verdict
  /** It broke long after the others were told of, and is to be told of. */
  isNews: boolean
}

/** What broke together, by one rule. */
export type AlertState = {
  id: string
  groupKey: string
  openedAt: number
  /** When whoever is to be told is told next; null: there is nothing to tell. */
  tellAt: number | null
  /** When they were last told that it is so; null: never. */
  toldAt: number | null
  recoveredAt: number | null
  /** When it broke, within the last hour. */
  flips: readonly number[]
  isFlapping: boolean
  isAcknowledged: boolean
  members: ReadonlyMap<string, Member>
}

export type Notice = {
  event: 'down' | 'recovered'
  alert: AlertState
  /** Those that it tells of. */
  subjects: readonly Subject[]
  isReminder: boolean
}

export type Look = {
  when: AlertWhen
  /** For how long it has to be so. */
  afterMs: number
  /** What is not as it should be now. */
  subjects: readonly Subject[]
  /** Of something that was, and is not among them. */
  verdictOf: (subject: Subject) => Verdict
  nowMs: number
  newId: () => string
}

/**
 * What a look makes of the alerts of one rule. `alerts`: those that are open, and those that ended within the last hour.
 * @returns those that changed, and what is to be told, which is to be written together
 */
export function advanceAlerts(
  alerts: readonly AlertState[],
  look: Look,
): { changed: AlertState[]; notices: Notice[] } {
  const { nowMs } = look
  const now = new Map(look.subjects.map((subject) => [subject.key, subject]))
  const open = alerts.filter(({ recoveredAt }) => recoveredAt === null)
  const next = new Map(open.map((alert) => [alert.id, followed(alert, now, look)]))
  const held = new Set(open.flatMap(({ members }) => [...members.keys()]))
  const openOf = new Map(open.map((alert) => [alert.groupKey, alert]))
  const lastOf = lastEnded(alerts)
  const known = new Map(alerts.map((alert) => [alert.id, alert]))
  const fresh = [...now.values()].filter(({ key }) => !held.has(key))
  for (const [group, subjects] of Map.groupBy(fresh, ({ group }) => group)) {
    const before = isPassing(look.when)
      ? open.find((alert) => takesInMore(alert, group))
      : openOf.get(group)
    const alert =
      (before && next.get(before.id)) ?? opened(group, subjects, lastOf.get(group), look)
    const members = new Map(alert.members)
    const isNews = isLate(alert, nowMs)
    for (const subject of subjects) {
      members.set(subject.key, { subject, overAt: null, verdict: 'still', isNews })
    }
    next.set(alert.id, withNews(broken({ ...alert, members }, before, nowMs), nowMs))
  }
  const changed: AlertState[] = []
  const notices: Notice[] = []
  for (const alert of next.values()) {
    const { alert: told, notice } = toldOf(alert, look)
    if (notice) notices.push(notice)
    if (told !== known.get(alert.id)) changed.push(told)
  }
  return { changed, notices }
}

/** Of what happens once, an alert that was told already takes in nothing more: nobody would hear of it. */
const takesInMore = ({ groupKey, toldAt }: AlertState, group: string) =>
  toldAt === null && groupKey.startsWith(`${group}\n`)

/** The newest that ended, of each group. */
function lastEnded(alerts: readonly AlertState[]): Map<string, AlertState> {
  const last = new Map<string, AlertState>()
  for (const alert of alerts) {
    const before = last.get(alert.groupKey)
    const isNewer = before === undefined || alert.openedAt > before.openedAt
    if (alert.recoveredAt !== null && isNewer) last.set(alert.groupKey, alert)
  }
  return last
}

const isLate = ({ toldAt }: AlertState, nowMs: number) =>
  toldAt !== null && nowMs - toldAt >= togetherMs

const longest = ({ afterMs }: Look) => Math.max(gatherMs, afterMs)

const isOver = ({ members }: Pick<AlertState, 'members'>) =>
  members.values().every(({ overAt }) => overAt !== null)

/** The alert with its subjects as they are now; the same object where nothing is new. */
function followed(alert: AlertState, now: ReadonlyMap<string, Subject>, look: Look): AlertState {
  const changed: [string, Member][] = []
  for (const [key, member] of alert.members) {
    const next = followedMember(member, now.get(key), alert, look)
    if (next !== member) changed.push([key, next])
  }
  if (changed.length === 0) return alert
  const members = new Map(alert.members)
  for (const [key, member] of changed) members.set(key, member)
  return withNews(broken({ ...alert, members }, alert, look.nowMs), look.nowMs)
}

/** Where something is to be told of that those who were told don't know of, nobody takes care of all of it any more. */
function withNews(alert: AlertState, nowMs: number): AlertState {
  const hasNews = alert.members.values().some(({ isNews, overAt }) => isNews && overAt === null)
  return hasNews
    ? { ...alert, isAcknowledged: false, tellAt: alert.tellAt ?? nowMs + gatherMs }
    : alert
}

function followedMember(
  member: Member,
  subject: Subject | undefined,
  alert: AlertState,
  { nowMs, verdictOf }: Look,
): Member {
  const verdict = subject ? 'still' : verdictOf(member.subject)
  if (member.overAt === null) {
    if (verdict === 'good' || verdict === 'ended') return { ...member, overAt: nowMs, verdict }
    if (!subject || subject.cause === member.subject.cause) return member
    return { ...member, subject: { ...subject, group: member.subject.group } }
  }
  // What comes and goes all the time is no news.
  if (subject) {
    const isNews = member.isNews || (nowMs - member.overAt >= calmAfterMs && isLate(alert, nowMs))
    return { subject, overAt: null, verdict, isNews }
  }
  // It recovered, and then was deleted, or nobody who is told may see it any more.
  return verdict === 'ended' && member.verdict === 'good' ? { ...member, verdict } : member
}

/** Counts that all of it was over and is so no more. */
function broken(alert: AlertState, before: AlertState | undefined, nowMs: number): AlertState {
  const wasOver = before === undefined || isOver(before)
  if (!wasOver || isOver(alert)) return alert
  const flips = [...alert.flips.filter((at) => nowMs - at < flapWithinMs), nowMs]
  const isFlapping = alert.isFlapping || flips.length >= flapsFrom
  // Of what was flapping all the time everybody knows.
  const tellAt = before?.isFlapping ? alert.tellAt : (alert.tellAt ?? nowMs + gatherMs)
  return { ...alert, flips, isFlapping, tellAt }
}

/** A new alert without subjects yet, with what is known of the same group's last hour. `before`: that one. */
function opened(
  groupKey: string,
  subjects: readonly Subject[],
  before: AlertState | undefined,
  look: Look,
): AlertState {
  const { nowMs } = look
  const id = look.newId()
  return {
    id,
    // By what it is of, so that two who look at the same time can't both open it.
    groupKey: isPassing(look.when) ? `${groupKey}\n${firstKey(subjects)}` : groupKey,
    openedAt: nowMs,
    // What has no beginning that anybody knows has lasted since it was found.
    tellAt: nowMs + (subjects.every(({ sinceMs }) => sinceMs === null) ? longest(look) : gatherMs),
    toldAt: null,
    recoveredAt: null,
    flips: before?.flips ?? [],
    isFlapping: false,
    isAcknowledged: false,
    members: new Map(),
  }
}

const firstKey = (subjects: readonly Subject[]) => subjects.map(({ key }) => key).sort()[0]

const stillSo = ({ members }: AlertState): Subject[] =>
  [...members.values()].flatMap(({ subject, overAt }) => (overAt === null ? subject : []))

function toldOf(alert: AlertState, look: Look): { alert: AlertState; notice: Notice | null } {
  const { nowMs, when } = look
  if (isOver(alert)) return ended(alert, look)
  const subjects = stillSo(alert)
  const isNews = ({ key }: Subject) => alert.toldAt === null || alert.members.get(key)?.isNews
  // A clock that was put back must not keep it from being told.
  const isTime =
    alert.tellAt !== null && (alert.tellAt <= nowMs || alert.tellAt > nowMs + longest(look))
  if (isTime) {
    const news = subjects.filter(isNews)
    // It was good again before anybody was told.
    if (news.length === 0) return { alert: { ...alert, tellAt: null }, notice: null }
    const told = { ...known(alert), tellAt: null, toldAt: nowMs }
    return {
      alert: told,
      notice: { event: 'down', alert: told, subjects: news, isReminder: false },
    }
  }
  const isDue =
    alert.tellAt === null &&
    alert.toldAt !== null &&
    !alert.isAcknowledged &&
    !isPassing(when) &&
    nowMs - alert.toldAt >= remindAfterMs
  if (!isDue) return { alert, notice: null }
  const told = { ...alert, toldAt: nowMs }
  return { alert: told, notice: { event: 'down', alert: told, subjects, isReminder: true } }
}

/** Nothing of it is news any more. */
function known(alert: AlertState): AlertState {
  const members = new Map(alert.members)
  for (const [key, member] of alert.members) {
    if (member.isNews) members.set(key, { ...member, isNews: false })
  }
  return { ...alert, members }
}

function ended(
  alert: AlertState,
  { nowMs, when }: Look,
): { alert: AlertState; notice: Notice | null } {
  const members = [...alert.members.values()]
  const overAt = Math.max(...members.map((member) => member.overAt ?? 0))
  // A clock that was put back must not keep it open.
  if (alert.isFlapping && nowMs - overAt < calmAfterMs && nowMs >= overAt)
    return { alert, notice: null }
  const over = { ...alert, recoveredAt: nowMs, tellAt: null }
  const subjects = members.filter(({ verdict }) => verdict === 'good').map(({ subject }) => subject)
  const isTold = alert.toldAt !== null && subjects.length > 0 && !isPassing(when)
  return {
    alert: over,
    notice: isTold
      ? {
          event: 'recovered',
          alert: over,
          subjects,
          isReminder: false,
        }
      : null,
  }
}

/** What somebody hears who is to be told only now of an alert that is open; null: it is not so at this moment. */
export function toldLate(alert: AlertState): Notice | null {
  const subjects = stillSo(alert)
  return subjects.length === 0 ? null : { event: 'down', alert, subjects, isReminder: false }
}

/** A rule that watches no more, or is no more: its alerts end, and nobody is told. */
export function endedSilently(alert: AlertState, nowMs: number): AlertState {
  return { ...alert, recoveredAt: nowMs, tellAt: null }
}
