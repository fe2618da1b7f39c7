import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { defused } from './activity/csv'

/** A file of rows that fit into memory, each a record of plain values. */
const formats = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    write: (columns: readonly string[], rows: readonly Row[]) =>
      stringify(
        [columns, ...rows.map((row) => columns.map((name) => defused(row[name] ?? null)))],
        {
          record_delimiter: 'windows',
        },
      ),
  },
  json: {
    type: 'application/json',
    write: (_columns: readonly string[], rows: readonly Row[]) => `${JSON.stringify(rows)}\n`,
  },
  jsonl: {
    type: 'application/jsonl',
    write: (_columns: readonly string[], rows: readonly Row[]) =>
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  },
}
export type TableFormat = keyof typeof formats

export type Row = Record<string, string | number | null>

/** `name` without the day and the format, which are added. No cell of a CSV file is a formula. */
export function tableFile(
  name: string,
  format: TableFormat,
  columns: readonly string[],
  rows: readonly Row[],
): Response {
  const { type, write } = formats[format]
  const day = new Date().toISOString().slice(0, 10)
  return new Response(write(columns, rows), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}-${day}.${format}"`,
    },
  })
}
