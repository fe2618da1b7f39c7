import 'server-only'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../cursor'

/** A row of the overview's: what it is sorted by, its name, and its zone. */
const form = z.tuple([z.number(), z.string(), z.string()])

/** So much of a name is enough, where the zone itself is gone meanwhile; with all of it an address would be too long. */
const longest = 200

export const encodePlace = ([value, name]: [number, string], zoneId: string): string =>
  encodeCursor([value, name.slice(0, longest).toWellFormed(), zoneId])

/** Throws AppError `bad_request` for a cursor that is none of ours. */
export function decodePlace(text: string): { key: [number, string]; zoneId: string } {
  const [value, name, zoneId] = decodeCursor(text, form)
  return { key: [value, name], zoneId }
}
