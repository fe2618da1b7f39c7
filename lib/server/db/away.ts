import 'server-only'
import { ServerError } from '@/lib/server/server-error'

/** What a page's error boundary knows it by: of an error on the server nothing else reaches the browser. */
const awayDigest = 'DATABASE_UNAVAILABLE'

/** Why a database can't be used now; that will pass, or an operator has to see to it. */
export type AwayReason = 'unreachable' | 'busy' | 'full' | 'read_only'

/** The database can't be reached or used, whatever is asked of it. What the statement was to do was not done. */
export class DatabaseAway extends ServerError {
  static override readonly kind = 'DatabaseAway'
  readonly digest = awayDigest
  readonly reason: AwayReason

  constructor(cause: unknown, reason: AwayReason = reasonOf(cause) ?? 'unreachable') {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.reason = reason
  }
}

/**
 * PostgreSQL, appendix A. Of `busy`: a time-out of a statement, of a lock or between statements, a deadlock, two transactions
 * that can't both be, no free connection.
 */
const states: readonly (readonly [RegExp, AwayReason])[] = [
  [/^(?:57014|55P03|40P01|40001|25P0[34]|53300)$/, 'busy'],
  [/^53100$/, 'full'],
  [/^25006$/, 'read_only'],
  // Connection exceptions, too few resources, shutting down and not ready yet, the system under it.
  [/^(?:08...|53...|57P0[1235]|58...)$/, 'unreachable'],
]
const systemCodes = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** `pg` has no codes of its own. */
const words =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when/

/** SQLite's primary result codes (sqlite.org/rescode.html), the lowest byte of the extended ones. */
const resultCodes: Readonly<Record<number, AwayReason>> = {
  5: 'busy', // BUSY
  6: 'busy', // LOCKED
  8: 'read_only', // READONLY
  10: 'unreachable', // IOERR
  13: 'full', // FULL
  14: 'unreachable', // CANTOPEN
}

function reasonOf(error: unknown): AwayReason | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ERR_SQLITE_ERROR') {
    const extended = 'errcode' in error ? Number(error.errcode) : 0
    return resultCodes[extended & 0xff] ?? null
  }
  const found = states.find(([state]) => state.test(code))
  if (found) return found[1]
  return systemCodes.test(code) || words.test(error.message) ? 'unreachable' : null
}

/** An error of a statement, as it is or as what it says of the whole database. */
export function awayIfGone(error: unknown): unknown {
  const reason = reasonOf(error)
  return reason ? new DatabaseAway(error, reason) : error
}

/** Why the database is away, where an error says so, or what it came of; null: it is about something else. */
export function awayReason(error: unknown): AwayReason | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof DatabaseAway) return one.reason
  }
  return null
}

export const isDatabaseAway = (error: unknown): boolean => awayReason(error) !== null
