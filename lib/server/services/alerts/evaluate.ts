import 'server-only'
import { setImmediate as othersTurn } from 'node:timers/promises'
import {
  type AlertState,
  advanceAlerts,
  endedSilently,
  flapWithinMs,
  type Notice,
} from '@/lib/alerts/advance'
import { look } from '@/lib/alerts/look'
import { afterMinutesOf } from '@/lib/alerts/passing'
import { hostOf } from '@/lib/fleet/cause'
import { listChannelsById } from '@/lib/server/db/alert-channels'
import { addDeliveries, type NewDelivery } from '@/lib/server/db/alert-deliveries'
import { type AlertRuleRow, listRules } from '@/lib/server/db/alert-rules'
import {
  type AlertChange,
  AlertOvertaken,
  type AlertRow,
  listLiveAlerts,
  saveAlerts,
} from '@/lib/server/db/alerts'
import { type Db, getDb } from '@/lib/server/db/client'
import { hurryZones } from '@/lib/server/db/fleet-zones'
import { createId } from '@/lib/server/db/id'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { store } from '@/lib/server/store'
import { currentTeam } from '@/lib/server/team'
import { forNewcomers, type LateNotice } from './newcomers'
import { noticeOf } from './notice'
import { type AuthorSight, sightOf } from './sight'

/** One process looks at a time; whoever was killed is followed by another after this. */
const leaseMs = 20_000
const lookEveryMs = 2_000
/** Zones that write where something broke just now are read first, if their reading is older. */
const readAgainAfterMs = 5_000
/** Alerts in one transaction. */
const savedAtOnce = 200

const state = () =>
  singleton('alerts', () => ({
    isLooking: false,
    lookedAt: 0,
    /** As the last look read them. */
    alerts: new Map<string, AlertRow>(),
    /** The channels of each rule that are known to have heard of what is open. */
    informed: new Map<string, string>(),
  }))

/** Judges all rules by what the pictures show now. Never rejects; a look that is still under way is not begun again. */
export async function alertDue(): Promise<void> {
  const current = state()
  const sinceMs = Date.now() - current.lookedAt
  if (current.isLooking || (sinceMs >= 0 && sinceMs < lookEveryMs)) return
  current.isLooking = true
  try {
    const lease = await store().take('alerts', leaseMs)
    if (!lease) return
    try {
      await lookAtAll(await getDb(), Date.now())
    } finally {
      await lease.release()
    }
  } catch (error) {
    log.error('alerts_failed', { error })
  } finally {
    current.isLooking = false
    current.lookedAt = Date.now()
  }
}

/**
 * One look by all rules. What changed of a rule's alerts is written together with what is told of it: all of it, or nothing.
 * Another one who looks at the same time fails at the first row that both change.
 */
export async function lookAtAll(db: Db, nowMs: number): Promise<void> {
  const [rules, alerts] = await Promise.all([
    listRules(db, null),
    listLiveAlerts(db, nowMs - flapWithinMs, state().alerts),
  ])
  state().alerts = new Map(alerts.map((alert) => [alert.id, alert]))
  const enabled = rules.filter((rule) => rule.enabled)
  const watched = new Map(enabled.map(({ id, when }) => [id, when]))
  // What a rule found that is now of another kind it watches no more.
  const isWatched = ({ rule }: AlertRow) => watched.get(rule.id) === rule.when
  await endAll(
    db,
    alerts.filter((alert) => !isWatched(alert)),
    nowMs,
  )
  const { informed } = state()
  for (const id of informed.keys()) if (!watched.has(id)) informed.delete(id)
  if (enabled.length === 0) return
  const team = await currentTeam()
  const byRule = Map.groupBy(alerts.filter(isWatched), ({ rule }) => rule.id)
  const sights = new Map<string, AuthorSight>()
  for (const rule of enabled) {
    // With thousands of jobs and many rules a look takes a while; people's requests don't wait for all of it.
    await othersTurn()
    try {
      const known = sights.get(rule.author.id)
      const sight = known ?? (await sightOf(rule.author, team, nowMs))
      sights.set(rule.author.id, sight)
      await lookBy(db, rule, sight, byRule.get(rule.id) ?? [], nowMs)
    } catch (error) {
      // One rule must not keep the others from being told.
      if (!(error instanceof AlertOvertaken))
        log.error('alert_rule_failed', { rule: rule.id, error })
    }
  }
}

async function lookBy(
  db: Db,
  rule: AlertRuleRow,
  sight: AuthorSight,
  alerts: readonly AlertRow[],
  nowMs: number,
): Promise<void> {
  const afterMs = afterMinutesOf(rule) * 60_000
  const { subjects, verdictOf } = look(rule.when, afterMs, sight.within(rule.scope))
  await othersTurn()
  const { changed, notices } = advanceAlerts(alerts, {
    when: rule.when,
    afterMs,
    subjects,
    verdictOf,
    nowMs,
    newId: () => createId(nowMs),
  })
  await othersTurn()
  const ids = new Set(notices.map(({ alert }) => alert.id))
  const next = new Map([...alerts, ...changed].map((alert) => [alert.id, alert]))
  const others = [...next.values()].filter(({ id }) => !ids.has(id))
  const { informed } = state()
  const channels = rule.channelIds.join(' ')
  const late = informed.get(rule.id) === channels ? null : await forNewcomers(db, rule, others)
  const before = new Map(alerts.map((alert) => [alert.id, alert]))
  // With a new version, so that whoever looks at the same time does not tell it as well.
  const saved = new Map(
    [...changed, ...(late?.notices ?? []).map(({ alert }) => alert)].map((one) => [one.id, one]),
  )
  const changes = [...saved.values()].map((alert) => ({
    alert: withRule(alert, rule),
    before: before.get(alert.id) ?? null,
  }))
  const told = Map.groupBy([...notices, ...(late?.notices ?? [])], ({ alert }) => alert.id)
  await saveAll(db, changes, (transaction, part) =>
    deliveriesOf(
      transaction,
      rule,
      part.flatMap(({ alert }) => told.get(alert.id) ?? []),
      nowMs,
    ),
  )
  if (late?.isWhole) informed.set(rule.id, channels)
  const fresh = changed.filter(({ id }) => !before.has(id))
  if (fresh.length > 0) await readTheirNeighbours(db, sight, fresh, nowMs)
}

const withRule = (alert: AlertState, { id, name, when, author }: AlertRuleRow) => ({
  ...alert,
  rule: { id, name, when },
  authorId: author.id,
})

async function deliveriesOf(
  db: Db,
  rule: AlertRuleRow,
  notices: readonly (Notice | LateNotice)[],
  nowMs: number,
): Promise<NewDelivery[]> {
  if (notices.length === 0) return []
  const channels = await listChannelsById(db, rule.channelIds)
  return notices.flatMap((notice) => {
    const told = noticeOf(createId(nowMs), notice, rule, nowMs)
    const hearing = channels.filter(
      ({ id }) => !('channelIds' in notice) || notice.channelIds.includes(id),
    )
    return hearing.map(({ id, name, kind, author }) => ({
      id: createId(nowMs),
      alertId: notice.alert.id,
      channel: { id, name, kind },
      authorId: author.id,
      event: notice.event,
      notice: told,
      createdAt: nowMs,
    }))
  })
}

async function endAll(db: Db, alerts: readonly AlertRow[], nowMs: number): Promise<void> {
  const open = alerts.filter(({ recoveredAt }) => recoveredAt === null)
  const changes = open.map((alert) => {
    const { rule, authorId } = alert
    return { alert: { ...endedSilently(alert, nowMs), rule, authorId }, before: alert }
  })
  await saveAll(db, changes, async () => [])
}

/**
 * Writes alerts, each together with what is told of it. Not all of them in one transaction: with SQLite others wait for its
 * end, and whoever is killed in between is followed by a look that finds the rest.
 */
async function saveAll(
  db: Db,
  changes: readonly AlertChange[],
  deliveriesOf: (db: Db, part: readonly AlertChange[]) => Promise<NewDelivery[]>,
): Promise<void> {
  for (let at = 0; at < changes.length; at += savedAtOnce) {
    const part = changes.slice(at, at + savedAtOnce)
    const kept = await db.transaction().execute(async (transaction) => {
      const rows = await saveAlerts(transaction, part)
      await addDeliveries(transaction, await deliveriesOf(transaction, part))
      return rows
    })
    for (const alert of kept) state().alerts.set(alert.id, alert)
    await othersTurn()
  }
}

/** Jobs that write to the same place will have broken as well: they are read at once, so that one notice tells of all. */
async function readTheirNeighbours(
  db: Db,
  { zones }: AuthorSight,
  alerts: readonly AlertState[],
  nowMs: number,
): Promise<void> {
  const jobs = new Set(
    alerts.flatMap(({ members }) =>
      [...members.values()].flatMap(({ subject: { zone, job } }) =>
        zone && job ? `${zone.id} ${job.id}` : [],
      ),
    ),
  )
  const places = new Set(
    zones.flatMap(({ zone, jobs: own }) =>
      own
        .filter(({ job }) => jobs.has(`${zone.id} ${job.id}`))
        .map(({ job }) => `${job.kind} ${hostOf(job.kind, job.place)}`),
    ),
  )
  const near = zones.filter(({ jobs: own }) =>
    own.some(({ job }) => places.has(`${job.kind} ${hostOf(job.kind, job.place)}`)),
  )
  for (const [owner, own] of Map.groupBy(near, (zone) => zone.owner)) {
    const ids = own.map(({ zone }) => zone.id)
    await hurryZones(db, owner, ids, nowMs - readAgainAfterMs)
  }
}
