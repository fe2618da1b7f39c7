import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/server/errors'

const form = z.tuple([z.number(), z.string(), z.string()])

export function encodeCursor([value, name]: [number, string], zoneId: string): string {
  return Buffer.from(JSON.stringify([value, name, zoneId])).toString('base64url')
}

/** Throws AppError `bad_request` for a cursor that is none of ours. */
export function decodeCursor(text: string): { key: [number, string]; zoneId: string } {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    value = null
  }
  const found = form.safeParse(value)
  if (!found.success) throw new AppError('bad_request', 'The cursor is not one of this list.')
  const [number, name, zoneId] = found.data
  return { key: [number, name], zoneId }
}
