import 'server-only'
import type { Credential } from '@/lib/server/context'
import { singleton } from '@/lib/server/singleton'

/** Enough for the largest account that was heard of; the oldest name makes room. */
const maxNames = 20_000

const names = () => singleton('zone-names', () => new Map<string, string>())

/** One person's reading names a zone for that person alone: whoever only knows its id is not told its name. */
const keyOf = (owner: string, zoneId: string) => `${owner} ${zoneId}`

/** Remembers what a zone is called, so that the audit can say it without asking IBM. */
export function noteZoneName(
  { owner }: Pick<Credential, 'owner'>,
  zoneId: string,
  name: string,
): void {
  const known = names()
  const key = keyOf(owner, zoneId)
  known.delete(key)
  known.set(key, name)
  if (known.size <= maxNames) return
  const oldest = known.keys().next()
  if (!oldest.done) known.delete(oldest.value)
}

/** null: this process has not read the zone for this person yet. */
export function zoneNameOf({ owner }: Pick<Credential, 'owner'>, zoneId: string): string | null {
  return names().get(keyOf(owner, zoneId)) ?? null
}
