import 'server-only'
import type { ActivityExportQuery, ActivityItem } from '@/lib/schemas/activity'
import type { ServiceContext } from '@/lib/server/context'
import { exportAudit } from '@/lib/server/db/audit-export'
import { getDb } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
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

/**
 * The activity that a filter lets through, as a file that is written while it is read: newest first, as it was when it was
 * asked for. It takes as long as it takes, goes on as fast as the reader reads, and ends when the reader leaves.
 */
export async function exportActivity(
  ctx: ServiceContext,
  { format, ...filter }: ActivityExportQuery,
): Promise<Response> {
  const reader = await readerOf(ctx, filter.instanceId)
  const db = await getDb()
  const { type, head, rows } = formats[format]
  const encoder = new TextEncoder()
  const { requestId } = ctx
  async function* file() {
    try {
      const first = head()
      if (first) yield encoder.encode(first)
      for await (const some of exportAudit(db, toAuditQuery(filter, reader))) {
        yield encoder.encode(rows(some.map(toItem)))
      }
    } catch (error) {
      // The status is out: only a connection that breaks tells that the file is not whole.
      log.error('export_failed', { requestId, error })
      throw error
    }
  }
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(file()), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="activity-${day}.${format}"`,
    },
  })
}

/** A piece at a time, when the reader has room for it. */
function streamOf(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
