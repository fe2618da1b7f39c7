import 'server-only'
import { coversZone, isLive } from '@/lib/grants/grant'
import type { ServiceContext } from '@/lib/server/context'
import { env } from '@/lib/server/env'
import { currentTeam } from '@/lib/server/team'
import type { PictureZone } from './picture'

/** Which groups a zone was granted to. */
export type Teams = {
  names: readonly string[]
  of: (zone: PictureZone) => string[]
  isOf: (zone: PictureZone, name: string) => boolean
}

/** For those who administer everything here; null: this person is not told of others' grants. */
export async function teamsFor({
  administers,
}: Pick<ServiceContext, 'administers'>): Promise<Teams | null> {
  if (administers !== 'all') return null
  const { grants } = await currentTeam()
  const nowMs = Date.now()
  const issuer = env().OIDC_ISSUER
  const byName = Map.groupBy(
    // Administrators reach every zone, so they are nobody's team.
    grants.filter(
      (grant) => grant.issuer === issuer && grant.role !== 'administrator' && isLive(grant, nowMs),
    ),
    ({ subject }) => (subject.kind === 'group' ? subject.name : ''),
  )
  byName.delete('')
  const names = [...byName.keys()].sort((one, other) => one.localeCompare(other, 'en'))
  const isOf = (zone: PictureZone, name: string) =>
    byName.get(name)?.some((grant) => coversZone(grant, zone)) ?? false
  return { names, isOf, of: (zone) => names.filter((name) => isOf(zone, name)) }
}
