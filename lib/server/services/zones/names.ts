import 'server-only'
import { singleton } from '@/lib/server/singleton'

/** Enough for the largest account that was heard of; the oldest name makes room. */
const maxNames = 20_000

const names = () => singleton('zone-names', () => new Map<string, string>())

/** Remembers what a zone is called, so that the audit can say it without asking IBM. */
export function noteZoneName(zoneId: string, name: string): void {
  const known = names()
  known.delete(zoneId)
  known.set(zoneId, name)
  if (known.size <= maxNames) return
  const oldest = known.keys().next()
  if (!oldest.done) known.delete(oldest.value)
}

/** null: this process has not read the zone yet. */
export function zoneNameOf(zoneId: string): string | null {
  return names().get(zoneId) ?? null
}
