import 'server-only'
import type { Seen } from './seen'

/** SQLite takes so many ids in a statement, and no thousands. */
const zonesAtOnce = 500

/** What somebody sees of one picture, as the database is asked for it: `null`, all of it, or some zones at a time. */
export type Owned = {
  parts: readonly (readonly string[] | null)[]
  isSeen: (zoneId: string) => boolean
}

export function ofOwner(
  { zones, went, pictures, owners }: Pick<Seen, 'zones' | 'went' | 'pictures' | 'owners'>,
  owner: string,
): Owned {
  const ids = [...zones, ...went].filter((zone) => zone.owner === owner).map(({ zoneId }) => zoneId)
  const seen = new Set(ids)
  const isSeen = (zoneId: string) => seen.has(zoneId)
  const picture = pictures.find(({ head }) => head.owner === owner)
  const isAll = picture && seen.size === picture.zones.size + picture.went.size
  if (owners.length === 1 && isAll) return { parts: [null], isSeen }
  const parts: string[][] = []
  for (let at = 0; at < ids.length; at += zonesAtOnce) parts.push(ids.slice(at, at + zonesAtOnce))
  return { parts, isSeen }
}
