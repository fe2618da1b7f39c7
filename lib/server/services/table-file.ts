import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { RequestContext } from '@/lib/server/context'
import { defused } from './activity/csv'
import { streamFile } from './stream-file'

export type Row = Record<string, string | number | null>

type Format = {
  type: string
  head: (columns: readonly string[]) => string
  /** `isFirst`: none was written before. */
  rows: (columns: readonly string[], rows: readonly Row[], isFirst: boolean) => string
  end: string
}

const csv = (lines: readonly (readonly unknown[])[]) =>
  stringify([...lines], { record_delimiter: 'windows' })

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    head: (columns) => csv([columns]),
    rows: (columns, rows) =>
      csv(rows.map((row) => columns.map((name) => defused(row[name] ?? null)))),
    end: '',
  },
  json: {
    type: 'application/json',
    head: () => '[',
    rows: (_columns, rows, isFirst) =>
      (isFirst ? '' : ',') + rows.map((row) => JSON.stringify(row)).join(','),
    end: ']\n',
  },
  jsonl: {
    type: 'application/jsonl',
    head: () => '',
    rows: (_columns, rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    end: '',
  },
} as const satisfies Record<string, Format>
export type TableFormat = keyof typeof formats

/**
 * A file of records of plain values, written while they are read. `name` without the day and the format, which are added. No cell
 * of a CSV file is a formula.
 */
export function tableFile(
  ctx: Pick<RequestContext, 'requestId'>,
  name: string,
  format: TableFormat,
  columns: readonly string[],
  some: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Response {
  const { type, head, rows, end }: Format = formats[format]
  async function* pieces() {
    yield head(columns)
    let isFirst = true
    for await (const part of some) {
      if (part.length === 0) continue
      yield rows(columns, part, isFirst)
      isFirst = false
    }
    yield end
  }
  return streamFile(ctx, { name, format, type }, pieces())
}
