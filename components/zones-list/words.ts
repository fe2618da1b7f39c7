import type { Glyph } from '@/components/ui/state-glyph'
import type { Instance, LogpushSupport } from '@/lib/schemas/instance'
import type { Zone } from '@/lib/schemas/zone'
import { asSentence, zoneStatus } from '@/lib/zone-status'

/** A state in words; the glyph only where it is not as it should be, so that a good list is a calm one. */
export type Words = { text: string; glyph?: Glyph }

export const logpushWords: Record<LogpushSupport, Words> = {
  yes: { text: 'Logpush available' },
  no: { text: 'Logpush not in this plan', glyph: 'dash' },
  unknown: { text: 'Logpush: unknown', glyph: 'question' },
}

/** States of a service instance as the resource controller names them (IBM, resource controller API). */
const instanceStates: Record<string, Words> = {
  active: { text: 'Active' },
  inactive: { text: 'Inactive', glyph: 'bars' },
  provisioning: { text: 'Provisioning', glyph: 'dashed-ring' },
  pending_reclamation: { text: 'Deleted, can still be restored', glyph: 'dashed-square' },
  removed: { text: 'Deleted', glyph: 'dashed-square' },
  failed: { text: 'Provisioning failed', glyph: 'triangle' },
}

export function instanceState({ state }: Pick<Instance, 'state'>): Words {
  return instanceStates[state] ?? { text: asSentence(state), glyph: 'question' }
}

/** A zone's status on one line. */
export function zoneState(zone: Pick<Zone, 'status' | 'paused'>): Words {
  const { glyph, text, note } = zoneStatus(zone)
  return { text: note ? `${text}: ${note}` : text, ...(glyph !== 'disc' && { glyph }) }
}
