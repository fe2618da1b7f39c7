import 'server-only'
import type { Alert } from '@/lib/schemas/alert'
import type { ListAlertsQuery } from '@/lib/schemas/alert-lists'
import type { ServiceContext } from '@/lib/server/context'
import { channelsTold } from '@/lib/server/db/alert-deliveries'
import {
  AlertOvertaken,
  type AlertRow,
  acknowledgeAlert,
  findAlert,
  listAlerts as read,
} from '@/lib/server/db/alerts'
import { appendEvent } from '@/lib/server/db/audit'
import { inTransaction } from '@/lib/server/db/audit-chain'
import { type Db, getDb } from '@/lib/server/db/client'
import { AppError, NotFoundError } from '@/lib/server/errors'
import { authorOf } from '../audited'
import { decodeCursor, encodeCursor, rowCursor } from '../cursor'
import { causeOf, inOrder } from './notice'
import { membersSeenBy, type SeenMembers } from './seen'
import { authorSeen } from './whose'

const pageSize = 50
/** So many of the things that an alert is about are named. */
const named = 100

/** A page of one's own alerts, the newest first; administrators see everybody's. Of zones that are seen no more nothing is told. */
export async function listAlerts(
  ctx: ServiceContext,
  { open, ruleId, cursor }: ListAlertsQuery,
): Promise<{ items: Alert[]; nextCursor: string | null }> {
  const db = await getDb()
  const rows = await read(db, {
    authorId: authorSeen(ctx),
    isOpen: open === undefined ? undefined : open === 'true',
    ruleId,
    before: cursor === undefined ? undefined : decode(cursor),
    limit: pageSize + 1,
  })
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  const [seen, told] = await Promise.all([membersSeenBy(ctx), channelsTold(db, idsOf(page))])
  return {
    items: page.flatMap((row) => toAlert(row, seen, told) ?? []),
    nextCursor: last && rows.length > pageSize ? placeOf(last) : null,
  }
}

/** One alert, open or over. Throws NotFoundError, also where it is about nothing that they see any more. */
export async function getAlert(ctx: ServiceContext, id: string): Promise<Alert> {
  return shownTo(ctx, await theirs(ctx, await getDb(), id))
}

async function shownTo(ctx: ServiceContext, row: AlertRow): Promise<Alert> {
  const told = await channelsTold(await getDb(), [row.id])
  const found = toAlert(row, await membersSeenBy(ctx), told)
  if (!found) throw new NotFoundError('alert')
  return found
}

/** Says that somebody takes care: nobody is reminded of it any more. Saying so again changes the note. Throws NotFoundError. */
export async function acknowledge(ctx: ServiceContext, id: string, note: string): Promise<Alert> {
  const db = await getDb()
  // Asked before: within a transaction SQLite answers nobody else.
  const seen = await membersSeenBy(ctx)
  for (let again = 0; again < 5; again++) {
    try {
      await inTransaction(db, (transaction) => acknowledgeOnce(ctx, transaction, seen, id, note))
      return await getAlert(ctx, id)
    } catch (error) {
      // It was looked at in the same moment.
      if (!(error instanceof AlertOvertaken)) throw error
    }
  }
  throw new AppError('conflict', 'This alert is changing. Nothing was changed; try again.')
}

async function acknowledgeOnce(
  ctx: ServiceContext,
  db: Db,
  seen: SeenMembers,
  id: string,
  note: string,
) {
  const alert = await theirs(ctx, db, id)
  if (seen(alert).length === 0) throw new NotFoundError('alert')
  await appendEvent(db, {
    ...authorOf(ctx),
    accountId: '',
    instanceId: '',
    action: 'alert.acknowledge',
    subject: alert.rule.name,
    after: { id, note: note || null },
  })
  await acknowledgeAlert(db, alert, { by: ctx.principal.name, at: Date.now(), note: note || null })
}

async function theirs(ctx: ServiceContext, db: Db, id: string): Promise<AlertRow> {
  const alert = await findAlert(db, id)
  const author = authorSeen(ctx)
  if (!alert || (author !== null && author !== alert.authorId)) throw new NotFoundError('alert')
  return alert
}

const idsOf = (rows: readonly AlertRow[]) => rows.map(({ id }) => id)

/** null: it is about nothing that they see. `told`: the channels that were told of each. */
function toAlert(
  row: AlertRow,
  seen: SeenMembers,
  told: Awaited<ReturnType<typeof channelsTold>>,
): Alert | null {
  const members = seen(row)
  if (members.length === 0) return null
  const over = new Map(members.map(({ subject, overAt }) => [subject.key, overAt]))
  const all = inOrder(members.map(({ subject }) => subject))
  // What is still so comes first.
  const subjects = row.recoveredAt === null ? all.filter(({ key }) => over.get(key) === null) : all
  const shown = subjects.length > 0 ? subjects : all
  const { acknowledged } = row
  const isTold = told.has(row.id)
  return {
    id: row.id,
    rule: row.rule,
    isOpen: row.recoveredAt === null,
    since: time(shown[0]?.sinceMs ?? null),
    openedAt: new Date(row.openedAt).toISOString(),
    recoveredAt: time(row.recoveredAt),
    count: shown.length,
    subjects: shown.slice(0, named).map(({ key, zone, job, dataset, label, sinceMs }) => ({
      zone,
      job,
      dataset,
      label,
      since: time(sinceMs),
      overAt: time(over.get(key) ?? null),
    })),
    cause: causeOf(row, shown),
    isFlapping: row.isFlapping,
    acknowledged: acknowledged && {
      ...acknowledged,
      at: new Date(acknowledged.at).toISOString(),
    },
    lastNoticeAt: isTold ? time(row.toldAt) : null,
    isSilent: row.toldAt !== null && !isTold,
  }
}

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const placeOf = ({ openedAt, id }: AlertRow) => encodeCursor([openedAt, id])

function decode(text: string): { openedAt: number; id: string } {
  const [openedAt, id] = decodeCursor(text, rowCursor)
  return { openedAt, id }
}
