import type { Glyph } from '@/components/ui/state-glyph'
import type { Instance, LogpushSupport } from '@/lib/schemas/instance'
import type { Zone } from '@/lib/schemas/zone'

/** A state in words; the glyph only where it is not as it should be, so that a good list is a calm one. */
export type Words = { text: string; glyph?: Glyph }

export const logpushWords: Record<LogpushSupport, Words> = {
  yes: { text: 'Can do Logpush' },
  no: { text: 'No Logpush in this plan', glyph: 'dash' },
  unknown: { text: 'Logpush: not known', glyph: 'question' },
}

/** States of a service instance as the resource controller names them (IBM, resource controller API). */
const instanceStates: Record<string, Words> = {
  active: { text: 'Active' },
  inactive: { text: 'Inactive', glyph: 'bars' },
  provisioning: { text: 'Being made', glyph: 'dashed-ring' },
  pending_reclamation: { text: 'Deleted, can still be restored', glyph: 'dashed-square' },
  removed: { text: 'Deleted', glyph: 'dashed-square' },
  failed: { text: 'Could not be made', glyph: 'triangle' },
}

export function instanceState({ state }: Pick<Instance, 'state'>): Words {
  return instanceStates[state] ?? { text: asSentence(state), glyph: 'question' }
}

/** States of a zone as CIS names them (IBM, networking SDK, zones). */
const zoneStates: Record<string, Words> = {
  active: { text: 'Active' },
  initializing: { text: 'Being set up', glyph: 'dashed-ring' },
  pending: { text: 'Pending: waits for its name servers', glyph: 'dashed-ring' },
  moved: { text: 'Moved: its name servers point elsewhere', glyph: 'triangle' },
  deactivated: { text: 'Deactivated', glyph: 'bars' },
  deleted: { text: 'Deleted', glyph: 'dashed-square' },
}

export function zoneState({ status, paused }: Pick<Zone, 'status' | 'paused'>): Words {
  const words = zoneStates[status] ?? { text: asSentence(status), glyph: 'question' as const }
  if (!paused) return words
  const text = status === 'active' ? 'Paused: traffic goes past CIS' : `${words.text}, paused`
  return { text, glyph: 'bars' }
}

function asSentence(state: string): string {
  const text = state.replaceAll('_', ' ').trim()
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : 'Not known'
}

export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
