import 'server-only'
import { isRetentionDue, type Pace, paceOf } from '@/lib/fleet/schedule'
import type { Credential, ServiceContext } from '@/lib/server/context'
import { isDatabaseAway } from '@/lib/server/db/away'
import type { Db } from '@/lib/server/db/client'
import { type FleetHead, readFleetHead } from '@/lib/server/db/fleet-heads'
import { type DueKind, type FleetZone, listDue } from '@/lib/server/db/fleet-zones'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import { log } from '@/lib/server/log'
import { sideBySide } from '@/lib/server/side-by-side'
import { store } from '@/lib/server/store'
import { readingContext } from '../background-context'
import { zoneContext } from '../gate'
import { codeOf, endsRound } from './failed'
import { keepResults, type ZoneResult } from './keep'
import { keepLists, noteUnread, readLists } from './lists'
import { forgetPlan, planOf } from './plan'
import { readZone } from './read-zone'
import { isResting, rest, workedAgain } from './rest'
import { openShare, type Share, shareLimit } from './share'

/** One right with which a part of a picture is read. */
export type Source = {
  /** Whose picture. */
  owner: string
  credential: Credential
  connectionId: string | null
  /** The instances that are read with it, and not with another. */
  isOurs: (instanceId: string) => Promise<boolean>
  /** Whether any right reads an instance of this owner now. */
  isAnswered: (instanceId: string) => Promise<boolean>
  /** No other source reads for this owner. */
  isOnly: boolean
}

/** A zone that hangs must not hold up the others for longer. */
const readingMs = 15_000
/** Lists that could not be read are asked for again after this. */
const againMs = 30_000
/** So many results are written in one transaction, at most. */
const writeAtOnce = 25

/** Reads what is due until nothing is, the share of the budget is used up, or `untilMs`. */
export async function runSource(db: Db, source: Source, untilMs: number): Promise<void> {
  const { iamId } = source.credential
  if (isResting(iamId)) return
  const share = openShare(db, iamId)
  try {
    if (await freshenLists(db, source, share)) forgetPlan(source)
    const plan = await planOf(db, source)
    const calm = openShare(db, `${iamId} calm`, plan.pace.calmLimit)
    const both = async () => {
      await calm.spend()
      await share.spend()
    }
    try {
      let isCalmSpent = false
      while (Date.now() < untilMs) {
        const due = async (kind: DueKind) =>
          listDue(db, source.owner, plan.instanceIds, kind, Date.now(), atOnce())
        const soon = await due('soon')
        if (
          !(await sweep(db, { source, share, spend: share.spend, pace: plan.pace, untilMs }, soon))
        )
          return
        const others: FleetZone[] = isCalmSpent ? [] : await due('calm')
        const run = { source, share, spend: both, pace: plan.pace, untilMs }
        isCalmSpent ||= !(await sweep(db, run, others))
        if (isResting(iamId) || (soon.length === 0 && (isCalmSpent || others.length === 0))) return
      }
    } finally {
      await calm.close()
    }
  } finally {
    await share.close()
  }
}

/** So many of those that are due are looked up at once. */
const atOnce = () => env().COLLECTOR_CONCURRENCY * 8

/** What the readings of one round have in common. */
type Run = {
  source: Source
  share: Share
  /** Counts the reading of a zone. */
  spend: () => Promise<void>
  pace: Pace
  untilMs: number
}

const contextOf = (
  { credential, connectionId }: Source,
  share: () => Promise<void>,
): ServiceContext => ({ ...readingContext(credential, readingMs), connectionId, share })

/** @returns whether they were read anew */
async function freshenLists(db: Db, source: Source, share: Share): Promise<boolean> {
  const head = await readFleetHead(db, source.owner)
  const nowMs = Date.now()
  const { listsMs } = (await planOf(db, source)).pace
  // Each right on its own: the picture's time is of whichever was quicker.
  const note = `lists ${source.owner} ${source.credential.id}`
  const triedAt = Number(await store().read(note))
  const isBegun = head !== null && (head.zonesReadAt !== null || head.errorCode !== null)
  if (isBegun && triedAt > 0 && triedAt <= nowMs) return false
  await store().note(note, String(nowMs), againMs)
  const { isOnly, isAnswered } = source
  const by = { credentialId: source.credential.id, isOnly, isAnswered }
  try {
    const isOwn = source.connectionId === null
    const lists = await readLists(contextOf(source, share.spend), source.isOurs, isOwn)
    const zones = lists.instances.reduce((sum, one) => sum + one.zones.length, 0)
    const { cycleMs } = paceOf({ zones, troubled: 0 }, shareLimit())
    await keepLists(db, source.owner, lists, by, { cycleMs, nowMs })
    const unread = new Set(
      lists.instances.flatMap(({ id, errorCode }) => (errorCode === null ? [] : id)),
    )
    // One that fails for the first time is asked again soon; of one that goes on to fail the others' turn is enough.
    const isNews = unread.difference(unreadIn(head)).size > 0
    await store().note(note, String(nowMs), isNews ? againMs : listsMs)
    return true
  } catch (error) {
    if (endsRound(error)) throw error
    log.warn('collector_lists_failed', { owner: source.owner, error })
    await noteUnread(db, source.owner, by, codeOf(error), nowMs)
    return false
  }
}

const unreadIn = (head: FleetHead | null) =>
  new Set(head?.instances.flatMap(({ id, unread }) => (unread ? id : [])))

/**
 * Reads these zones, some at once, and writes results while others are under way.
 *
 * @returns false: the budget is used up, and the rest has to wait
 */
async function sweep(db: Db, run: Run, due: readonly FleetZone[]): Promise<boolean> {
  const { source, pace, untilMs } = run
  const results: ZoneResult[] = []
  let next = 0
  let mayGoOn = true
  let writing = Promise.resolve()
  const write = () => {
    const part = results.splice(0, writeAtOnce)
    writing = writing.then(() => keepResults(db, source.owner, part, pace))
    return writing
  }
  const worker = async () => {
    try {
      while (mayGoOn && Date.now() < untilMs) {
        const zone = due[next++]
        if (zone === undefined) return
        const result = await readOne(run, zone)
        if (result === null) mayGoOn = false
        else results.push(result)
        if (results.length >= writeAtOnce) await write()
      }
    } catch (error) {
      // What the others would read nobody could write either.
      mayGoOn = false
      throw error
    }
  }
  await sideBySide(Math.min(env().COLLECTOR_CONCURRENCY, due.length), worker)
  while (results.length > 0) await write()
  await writing
  return mayGoOn
}

/** null: it was not read because the budget is used up; that is no fault of the zone. */
async function readOne(
  { source, share, spend, pace }: Run,
  zone: FleetZone,
): Promise<ZoneResult | null> {
  const { zoneId, instanceId, dueAt } = zone
  const ctx = contextOf(source, spend)
  try {
    const reading = await readZone(ctx, { instanceId, zoneId })
    workedAgain(source.credential.iamId)
    const retention = await retentionOf(contextOf(source, share.spend), zone, pace.retentionMs)
    return { zoneId, dueAt, reading, retention }
  } catch (error) {
    if (endsRound(error)) throw error
    if (error instanceof UpstreamError && error.failure === 'rate_limited') {
      if (error.facts.status === 429) rest(source.credential.iamId, error.retryAfterSeconds)
      return null
    }
    const isGone = error instanceof UpstreamError && error.facts.status === 404
    return { zoneId, dueAt, errorCode: codeOf(error), isGone, atMs: Date.now() }
  }
}

/**
 * undefined: not asked, or the budget was used up. Without an answer what is known stays, and is not asked for each time. A first
 * reading does without, so that all zones show soon.
 */
async function retentionOf(
  ctx: ServiceContext,
  zone: FleetZone,
  everyMs: number,
): Promise<boolean | null | undefined> {
  if (!isRetentionDue(zone, everyMs, Date.now())) return undefined
  const { instanceId, zoneId } = zone
  try {
    return await cis.getRetention(await zoneContext(ctx, { instanceId, zoneId }), zoneId)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    const isSpent = error instanceof UpstreamError && error.failure === 'rate_limited'
    return isSpent ? undefined : zone.retention
  }
}
