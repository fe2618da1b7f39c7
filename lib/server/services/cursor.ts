import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/server/errors'

/** The place after a row, as text that means nothing to whoever sends it back. */
export function encodeCursor(place: readonly (number | string)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place in a cursor; anybody may have written it. Throws AppError `bad_request` for one that is none of this list. */
export function decodeCursor<Place>(text: string, form: z.ZodType<Place>): Place {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    value = null
  }
  const found = form.safeParse(value)
  if (!found.success) throw new AppError('bad_request', 'The cursor is not one of this list.')
  return found.data
}

/** As a database compares them: PostgreSQL takes no fraction for a whole number, and no NUL in a text. */
export const cursorNumber = z.int()
export const cursorText = z.string().regex(/^\P{Cc}*$/u)

/** Time and id of a row. */
export const rowCursor = z.tuple([cursorNumber, cursorText])
