import 'server-only'
import { createHash } from 'node:crypto'
import type { AuditAttemptTable, AuditOutcomeTable } from './schema'

export type ChainTable = 'audit_attempts' | 'audit_outcomes'

/** A row of the chain as its hash takes it, whichever engine it was read from. */
export type Hashable<Table extends ChainTable> = Omit<
  Table extends 'audit_attempts' ? AuditAttemptTable : AuditOutcomeTable,
  'hash'
>

/** What the first row stands on. */
export const chainStart = '0'.repeat(64)

/** Of the form below. A row of other columns, or in another order, would have a version of its own. */
const version = 1

/** Every column, in the order of the form. */
export const hashedColumns = {
  audit_attempts: [
    'seq',
    'id',
    'at',
    'account_id',
    'actor_id',
    'actor_name',
    'actor_email',
    'actor_address',
    'action',
    'instance_id',
    'zone_id',
    'zone_name',
    'job_id',
    'job_name',
    'request_id',
    'before_json',
    'after_json',
    'via',
    'connection_id',
    'subject',
  ],
  audit_outcomes: [
    'seq',
    'attempt_id',
    'nth',
    'at',
    'outcome',
    'correlation_id',
    'job_id',
    'job_name',
    'code',
    'detail',
    'after_json',
  ],
} as const satisfies { [Table in ChainTable]: readonly (keyof Hashable<Table>)[] }

/**
 * A row's hash: SHA-256, in hexadecimal digits, of the UTF-8 of a JSON array of version, hash of the row before, table
 * and every column. JSON quotes and separates, so no two rows have the same form.
 */
export function hashOf<Table extends ChainTable>(
  previous: string,
  table: Table,
  row: Hashable<Table>,
): string {
  const values = new Map<string, unknown>(Object.entries(row))
  const columns = hashedColumns[table].map((column) => values.get(column))
  return createHash('sha256')
    .update(JSON.stringify([version, previous, table, ...columns]))
    .digest('hex')
}
