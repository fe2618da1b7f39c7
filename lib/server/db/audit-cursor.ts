import 'server-only'
import { AppError } from '../errors'
import { idPattern } from './id'

const prefix = 'a1:'

/** The place after a row, as opaque text (base64url, 52 characters). */
export function encodeCursor(id: string): string {
  return Buffer.from(prefix + id).toString('base64url')
}

/** The id within a cursor. Throws AppError `bad_request` when it is none of ours. */
export function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString()
  const id = text.slice(prefix.length)
  if (encodeCursor(id) === cursor && idPattern.test(id)) return id
  const message = 'Is not the nextCursor of an answer'
  throw new AppError('bad_request', `cursor: ${message}`, { errors: [{ path: 'cursor', message }] })
}
