import 'server-only'
import type { ActivityExportQuery, ActivityItem } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { exportAudit } from '@/lib/server/db/audit-export'
import { getDb } from '@/lib/server/db/client'
import { streamFile } from '../stream-file'
import { csvHead, csvRows } from './csv'
import { toAuditQuery } from './query'
import { readerOf } from './reader'
import { toItem } from './to-item'

const formats = {
  csv: { type: 'text/csv; charset=utf-8; header=present', head: csvHead, rows: csvRows },
  jsonl: {
    type: 'application/jsonl',
    head: () => '',
    rows: (items: readonly ActivityItem[]) =>
      items.map((item) => `${JSON.stringify(item)}\n`).join(''),
  },
}

/** The activity that a filter lets through: newest first, as it was when it was asked for. */
export async function exportActivity(
  ctx: ServiceContext,
  { format, ...filter }: ActivityExportQuery,
): Promise<Response> {
  const reader = await readerOf(ctx, filter.instanceId)
  const db = await getDb()
  const { type, head, rows } = formats[format]
  async function* pieces() {
    yield head()
    for await (const some of exportAudit(db, toAuditQuery(filter, reader))) {
      yield rows(some.map(toItem))
    }
  }
  return streamFile(ctx, { name: 'activity', format, type }, pieces())
}
