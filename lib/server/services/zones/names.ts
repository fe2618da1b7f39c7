import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Credential } from '@/lib/server/context'
import { singleton } from '@/lib/server/singleton'

/** Enough for the largest account that was heard of. */
const names = () => singleton('zone-names', () => new LRUCache<string, string>({ max: 20_000 }))

/** One person's reading names a zone for that person alone: whoever only knows its id is not told its name. */
const keyOf = (owner: string, zoneId: string) => `${owner} ${zoneId}`

/** Remembers what a zone is called, so that the audit can say it without asking IBM. */
export function noteZoneName(
  { owner }: Pick<Credential, 'owner'>,
  zoneId: string,
  name: string,
): void {
  names().set(keyOf(owner, zoneId), name)
}

/** null: this process has not read the zone for this person yet. */
export function zoneNameOf({ owner }: Pick<Credential, 'owner'>, zoneId: string): string | null {
  return names().get(keyOf(owner, zoneId)) ?? null
}
