import type { Instance } from '@/lib/schemas/instance'
import type { RecentZone } from '@/lib/schemas/zone'

export type Choice =
  | { kind: 'instance'; instance: Instance }
  /** The address names one that this person does not see. */
  | { kind: 'unknown' }
  | { kind: 'none' }

/**
 * Whose zones are shown: the instance of the address; without one that of the zone used last, else the first that
 * is able to do Logpush. The address wins even where it is wrong, because somebody sent it.
 */
export function chooseInstance(
  instances: readonly Instance[],
  recent: readonly RecentZone[],
  asked: string | null,
): Choice {
  const byId = (id: string) => instances.find((instance) => instance.id === id.toLowerCase())
  if (asked) {
    const instance = byId(asked)
    return instance ? { kind: 'instance', instance } : { kind: 'unknown' }
  }
  for (const { instanceId } of recent) {
    const instance = byId(instanceId)
    if (instance) return { kind: 'instance', instance }
  }
  const first = instances.find(isUsable) ?? instances[0]
  return first ? { kind: 'instance', instance: first } : { kind: 'none' }
}

const isUsable = ({ state, logpush }: Instance) => state === 'active' && logpush !== 'no'
