import 'server-only'

/** What a page's error boundary knows it by: of an error on the server nothing else reaches the browser. */
export const awayDigest = 'DATABASE_UNAVAILABLE'

/** The database can't be reached, is starting or stopping, or takes no more connections. */
export class DatabaseAway extends Error {
  readonly digest = awayDigest

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'DatabaseAway'
  }
}

/** PostgreSQL, appendix A: connection exceptions, too few resources, shutting down and not ready yet. */
const states = /^(?:08...|53...|57P0[123])$/
const systemCodes = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** `pg` has no codes of its own. */
const words =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when/

/** An error of a statement, as it is or as what it says of the whole database. */
export function awayIfGone(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const isGone = states.test(code) || systemCodes.test(code) || words.test(error.message)
  return isGone ? new DatabaseAway(error) : error
}

/** Whether an error, or what it came of, is that. By its name: the framework may load this module more than once. */
export function isDatabaseAway(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one.name === 'DatabaseAway') return true
  }
  return false
}
