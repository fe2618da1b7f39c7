import 'server-only'
import { AppError } from '../errors'

const prefix = 'a2:'

/** The place after a row, by its number in the audit, as opaque text (base64url, at most 26 characters). */
export function encodeCursor(seq: number): string {
  return Buffer.from(prefix + seq).toString('base64url')
}

/** The number within a cursor. Throws AppError `bad_request` when it is none of ours, or of an older version. */
export function decodeCursor(cursor: string): number {
  const seq = Number(Buffer.from(cursor, 'base64url').toString().slice(prefix.length))
  if (Number.isSafeInteger(seq) && seq > 0 && encodeCursor(seq) === cursor) return seq
  const message = 'Not the nextCursor of a response'
  throw new AppError('bad_request', `cursor: ${message}`, { errors: [{ path: 'cursor', message }] })
}
