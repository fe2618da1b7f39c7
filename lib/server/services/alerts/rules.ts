import 'server-only'
import { afterMinutesOf } from '@/lib/alerts/passing'
import { coversZone } from '@/lib/grants/grant'
import type { ReachNames } from '@/lib/grants/words'
import type { ActivityAction } from '@/lib/schemas/activity'
import type {
  AlertRule,
  AlertRuleList,
  AlertScope,
  CreateAlertRuleInput,
  UpdateAlertRuleInput,
} from '@/lib/schemas/alert'
import type { ServiceContext } from '@/lib/server/context'
import { listChannelsById } from '@/lib/server/db/alert-channels'
import {
  type AlertRuleRow,
  findRule,
  insertRule,
  listRules as readRules,
  removeRule as remove,
  updateRule as update,
} from '@/lib/server/db/alert-rules'
import { countOpenAlerts, listOpenAlerts } from '@/lib/server/db/alerts'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import { createId } from '@/lib/server/db/id'
import { AppError, NotFoundError, ValidationError } from '@/lib/server/errors'
import { knownTeam, type Team } from '@/lib/server/team'
import { authorOf } from '../audited'
import type { PictureZone } from '../overview/picture'
import { seenFleet } from '../overview/seen'
import { grantsOfGroup, groupsFor } from './groups'
import { membersSeenBy } from './seen'
import { authorSeen, isTheirs } from './whose'

/** Of one person; nobody could tell more apart. */
const mostRules = 100

/** One's own; administrators see everybody's. With the groups that a rule may name. */
export async function listAlertRules(ctx: ServiceContext): Promise<AlertRuleList> {
  const db = await getDb()
  const rules = await readRules(db, authorSeen(ctx))
  const groups = groupsFor(ctx, await knownTeam(), Date.now())
  return { items: await shown(ctx, db, rules), groups }
}

/**
 * Creates a rule, which counts from the next look on, for what is so already as well. It sees what its author sees, at each
 * look. Throws ValidationError for a channel that is not theirs, `conflict` beyond a hundred.
 */
export async function createAlertRule(
  ctx: ServiceContext,
  input: CreateAlertRuleInput,
): Promise<AlertRule> {
  const db = await getDb()
  const now = Date.now()
  const rule: AlertRuleRow = {
    ...input,
    id: createId(now),
    afterMinutes: afterMinutesOf(input),
    author: ctx.principal,
    createdAt: now,
  }
  await inTransaction(db, async (transaction) => {
    // Takes the head of the chain first, so that several at once are counted one after the other.
    await record(transaction, ctx, 'alert_rule.create', null, rule)
    await assertChannels(transaction, ctx, rule.channelIds)
    if ((await readRules(transaction, rule.author.id)).length >= mostRules) throw tooMany()
    await insertRule(transaction, rule)
  })
  return one(ctx, db, rule)
}

/** Changes a rule. Throws as `createAlertRule` does, and NotFoundError. */
export async function updateAlertRule(
  ctx: ServiceContext,
  id: string,
  input: UpdateAlertRuleInput,
): Promise<AlertRule> {
  const db = await getDb()
  const rule = await inTransaction(db, async (transaction) => {
    const before = await foundRule(transaction, ctx, id)
    const changed: AlertRuleRow = { ...before, ...defined(input) }
    const after = { ...changed, afterMinutes: afterMinutesOf(changed) }
    await record(transaction, ctx, 'alert_rule.update', before, after)
    if (input.channelIds) await assertChannels(transaction, ctx, input.channelIds)
    await update(transaction, after)
    return after
  })
  return one(ctx, db, rule)
}

/** Deletes a rule; what is open of it ends without a word. */
export async function removeAlertRule(ctx: ServiceContext, id: string): Promise<void> {
  await inTransaction(await getDb(), async (transaction) => {
    const before = await foundRule(transaction, ctx, id)
    await record(transaction, ctx, 'alert_rule.delete', before, null)
    await remove(transaction, id)
  })
}

async function foundRule(db: Db, ctx: ServiceContext, id: string): Promise<AlertRuleRow> {
  const rule = await findRule(db, id)
  if (!rule || !isTheirs(ctx, rule)) throw new NotFoundError('alert rule')
  return rule
}

/** Without members that were left out. */
function defined<Input extends object>(input: Input) {
  // Only takes members away.
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Member in keyof Input]?: Exclude<Input[Member], undefined>
  }
}

async function assertChannels(
  db: Db,
  ctx: ServiceContext,
  channelIds: readonly string[],
): Promise<void> {
  const channels = await listChannelsById(db, channelIds)
  const able = new Set(channels.filter((channel) => isTheirs(ctx, channel)).map(({ id }) => id))
  const errors = channelIds.flatMap((id, at) =>
    able.has(id) ? [] : [{ path: `channelIds.${at}`, message: 'There is no such channel' }],
  )
  if (errors.length > 0) throw new ValidationError(errors)
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${mostRules} alert rules, which is the most. Delete one that is no longer needed. Nothing was created.`,
  )
}

function record(
  db: Db,
  ctx: ServiceContext,
  action: Extract<ActivityAction, `alert_rule.${string}`>,
  before: AlertRuleRow | null,
  after: AlertRuleRow | null,
) {
  return appendEvent(db, {
    ...authorOf(ctx),
    accountId: '',
    instanceId: '',
    action,
    subject: (after ?? before)?.name ?? '',
    ...(before && { before: kept(before) }),
    ...(after && { after: kept(after) }),
  })
}

const kept = (rule: AlertRuleRow) => ({
  id: rule.id,
  name: rule.name,
  when: rule.when,
  afterMinutes: afterMinutesOf(rule),
  scope: rule.scope,
  channelIds: rule.channelIds,
  enabled: rule.enabled,
})

async function one(ctx: ServiceContext, db: Db, rule: AlertRuleRow): Promise<AlertRule> {
  const [item] = await shown(ctx, db, [rule])
  return item as AlertRule // One a rule.
}

async function shown(
  ctx: ServiceContext,
  db: Db,
  rules: readonly AlertRuleRow[],
): Promise<AlertRule[]> {
  if (rules.length === 0) return []
  const [open, { zones, pictures }, team] = await Promise.all([
    openOf(ctx, db, rules),
    seenFleet(ctx),
    knownTeam(),
  ])
  const names = new Map(zones.map(({ zoneId, name }) => [zoneId, name]))
  const instances = new Map(
    pictures.flatMap(({ head }) => head.instances).map(({ id, name }) => [id, name]),
  )
  const reached = new Set(zones.map(({ instanceId }) => instanceId))
  return rules.map((rule) => ({
    ...kept(rule),
    channelIds: [...rule.channelIds],
    createdAt: new Date(rule.createdAt).toISOString(),
    createdBy: { id: rule.author.id, name: rule.author.name },
    open: open.get(rule.id) ?? 0,
    watchesNothing: watchesNothing(ctx, rule, zones, team),
    names: namesIn(rule.scope, names, instances, reached),
  }))
}

/**
 * Whether a rule never finds anything as grants are now. Of grants that are nobody's here only those who administer
 * everything are told: others only which of the zones that they see are the group's.
 */
function watchesNothing(
  ctx: ServiceContext,
  { scope, when }: Pick<AlertRuleRow, 'scope' | 'when'>,
  zones: readonly PictureZone[],
  team: Team,
): boolean {
  // A token administers nothing, though whose it is may.
  const isMember = ctx.administers === null && ctx.principal.kind !== 'token'
  if (when === 'key_expiring' && isMember) return true
  if (scope.kind !== 'team') return false
  const grants = grantsOfGroup(scope.name, team, Date.now())
  if (ctx.administers === 'all') return grants.length === 0
  return zones.length > 0 && !zones.some((zone) => grants.some((grant) => coversZone(grant, zone)))
}

/** How many alerts are open of each rule, of which they see something. */
async function openOf(
  ctx: ServiceContext,
  db: Db,
  rules: readonly AlertRuleRow[],
): Promise<Map<string, number>> {
  if (ctx.administers === 'all') return countOpenAlerts(db)
  const seen = await membersSeenBy(ctx)
  const alerts = await listOpenAlerts(
    db,
    rules.map(({ id }) => id),
  )
  const shown = alerts.filter((alert) => seen(alert).length > 0)
  const byRule = Map.groupBy(shown, ({ rule }) => rule.id)
  return new Map([...byRule].map(([id, own]) => [id, own.length]))
}

function namesIn(
  scope: AlertScope,
  names: ReadonlyMap<string, string>,
  instances: ReadonlyMap<string, string>,
  reached: ReadonlySet<string>,
): ReachNames {
  if (!('instanceId' in scope)) return { instance: null, zones: {} }
  const { instanceId } = scope
  const zoneIds = scope.kind === 'zones' ? scope.zoneIds : []
  return {
    instance: reached.has(instanceId) ? (instances.get(instanceId) ?? null) : null,
    zones: Object.fromEntries(
      zoneIds.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? '']] : [])),
    ),
  }
}
