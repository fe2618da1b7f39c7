import type { Scope } from '@/lib/schemas/grant'

/** What a grant or a token reaches, as their forms hold it. */
export type ReachDraft = {
  reach: Scope['kind']
  instanceId: string
  zoneIds: string[]
  pattern: string
}

export function scopeOf({ reach, instanceId, zoneIds, pattern }: ReachDraft): Scope {
  switch (reach) {
    case 'all':
      return { kind: 'all' }
    case 'instance':
      return { kind: 'instance', instanceId }
    case 'zones':
      return { kind: 'zones', instanceId, zoneIds }
    case 'pattern':
      return { kind: 'pattern', pattern }
  }
}
