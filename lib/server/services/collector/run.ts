import 'server-only'
import { cycleMs } from '@/lib/fleet/schedule'
import type { Credential, ServiceContext } from '@/lib/server/context'
import type { Db } from '@/lib/server/db/client'
import { raiseFleetSeq, readFleetHead } from '@/lib/server/db/fleet-heads'
import { type FleetZone, listDue } from '@/lib/server/db/fleet-zones'
import { env } from '@/lib/server/env'
import { AppError, UpstreamError } from '@/lib/server/errors'
import * as cis from '@/lib/server/ibm/cis'
import { log } from '@/lib/server/log'
import { readingContext } from '../background-context'
import { zoneContext } from '../gate'
import { keepResults, type Pace, type ZoneResult } from './keep'
import { keepLists, readLists } from './lists'
import { paceOf } from './pace'
import { readZone } from './read-zone'
import { openShare, type Share, shareLimit } from './share'

/** One right with which a part of a picture is read. */
export type Source = {
  /** Whose picture. */
  owner: string
  credential: Credential
  connectionId: string | null
  /** The instances that are read with it, and not with another. */
  isOurs: (instanceId: string) => Promise<boolean>
  /** No other source reads for this owner. */
  isOnly: boolean
}

/** A zone that hangs must not hold up the others for longer. */
const readingMs = 15_000
/** How often instances and zones are listed anew. */
const listsEveryMs = 5 * 60_000
/** Log retention is seldom switched, and a request of its own. */
const retentionEveryMs = 15 * 60_000
/** So many results are written in one transaction, at most. */
const writeAtOnce = 25

/** Reads what is due until nothing is, the share of the budget is used up, or `untilMs`. */
export async function runSource(db: Db, source: Source, untilMs: number): Promise<void> {
  const share = openShare(db, source.credential.iamId)
  try {
    await freshenLists(db, source, share)
    const pace = await paceOf(db, source.owner)
    for (;;) {
      const due = await dueZones(db, source)
      if (due.length === 0 || Date.now() >= untilMs) return
      if (!(await sweep(db, source, share, due, pace, untilMs))) return
    }
  } finally {
    await share.close()
  }
}

async function dueZones(db: Db, { owner, isOurs }: Source): Promise<FleetZone[]> {
  const due = await listDue(db, owner, Date.now(), env().COLLECTOR_CONCURRENCY * 8)
  const ours = await Promise.all(due.map(({ instanceId }) => isOurs(instanceId)))
  return due.filter((_, at) => ours[at])
}

const contextOf = ({ credential, connectionId }: Source, share: Share): ServiceContext => ({
  ...readingContext(credential, readingMs),
  connectionId,
  share: share.spend,
})

async function freshenLists(db: Db, source: Source, share: Share): Promise<void> {
  const head = await readFleetHead(db, source.owner)
  const nowMs = Date.now()
  const readAt = head?.zonesReadAt ?? 0
  if (nowMs - readAt < listsEveryMs && readAt <= nowMs) return
  try {
    const lists = await readLists(contextOf(source, share), source.isOurs)
    const zones = lists.reduce((sum, { zones }) => sum + (zones?.length ?? 0), 0)
    const cycle = cycleMs(zones, shareLimit())
    await keepLists(db, source.owner, lists, { isWhole: source.isOnly, cycleMs: cycle, nowMs })
  } catch (error) {
    if (hasEnded(error)) throw error
    log.warn('collector_lists_failed', { owner: source.owner, error })
    await raiseFleetSeq(db, source.owner, { errorCode: codeOf(error) })
  }
}

/**
 * Reads these zones, some at once, and writes results while others are under way.
 *
 * @returns false: the budget is used up, and the rest has to wait
 */
async function sweep(
  db: Db,
  source: Source,
  share: Share,
  due: readonly FleetZone[],
  pace: Pace,
  untilMs: number,
): Promise<boolean> {
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
    while (mayGoOn && Date.now() < untilMs) {
      const zone = due[next++]
      if (zone === undefined) return
      const result = await readOne(source, share, zone)
      if (result === null) mayGoOn = false
      else results.push(result)
      if (results.length >= writeAtOnce) await write()
    }
  }
  const size = Math.min(env().COLLECTOR_CONCURRENCY, due.length)
  await Promise.all(Array.from({ length: size }, worker))
  while (results.length > 0) await write()
  await writing
  return mayGoOn
}

/** null: it was not read because the budget is used up; that is no fault of the zone. */
async function readOne(source: Source, share: Share, zone: FleetZone): Promise<ZoneResult | null> {
  const { zoneId, instanceId } = zone
  const ctx = contextOf(source, share)
  try {
    const reading = await readZone(ctx, { instanceId, zoneId })
    const retention = await retentionOf(ctx, zone)
    return { zoneId, reading, retention }
  } catch (error) {
    if (hasEnded(error)) throw error
    if (error instanceof UpstreamError && error.failure === 'rate_limited') return null
    const isGone = error instanceof UpstreamError && error.facts.status === 404
    return { zoneId, errorCode: codeOf(error), isGone, atMs: Date.now() }
  }
}

/** undefined: not asked, or no answer; what is known of it stays. A first reading does without, so that all zones show soon. */
async function retentionOf(
  ctx: ServiceContext,
  { instanceId, zoneId, readAt, retentionReadAt }: FleetZone,
): Promise<boolean | null | undefined> {
  if (readAt === null || Date.now() - (retentionReadAt ?? 0) < retentionEveryMs) return undefined
  try {
    return await cis.getRetention(await zoneContext(ctx, { instanceId, zoneId }), zoneId)
  } catch {
    return undefined
  }
}

/** The right itself has ended: that is no fault of what was read with it. */
export const hasEnded = (error: unknown) => error instanceof AppError && error.code === 'signed_out'

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (error instanceof UpstreamError) return error.facts.status?.toString() ?? error.failure
  return 'internal'
}
