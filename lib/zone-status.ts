import type { Retention, Zone } from './schemas/zone'

export type ZoneStatus = {
  /** The name of a glyph; `disc`: as it should be. */
  glyph: 'disc' | 'dashed-ring' | 'triangle' | 'bars' | 'dashed-square' | 'question'
  text: string
  /** What that means, where it is not plain. */
  note?: string
}

/** States of a zone as CIS names them (IBM, networking SDK, zones). */
const statuses: Record<string, ZoneStatus> = {
  active: { glyph: 'disc', text: 'Active' },
  initializing: { glyph: 'dashed-ring', text: 'Setting up' },
  pending: {
    glyph: 'dashed-ring',
    text: 'Pending',
    note: 'no traffic yet: its name servers don’t point to CIS',
  },
  moved: { glyph: 'triangle', text: 'Moved', note: 'no traffic: its name servers point elsewhere' },
  deactivated: { glyph: 'bars', text: 'Deactivated', note: 'no traffic' },
  deleted: { glyph: 'dashed-square', text: 'Deleted', note: 'no traffic' },
}

/** A zone's status in words, and what it means for its logs where it is not simply active. */
export function zoneStatus({ status, paused }: Pick<Zone, 'status' | 'paused'>): ZoneStatus {
  const words = statuses[status] ?? { glyph: 'question', text: asSentence(status) }
  if (!paused) return words
  return {
    glyph: 'bars',
    text: `${words.text}, paused`,
    note: 'no logs: traffic bypasses CIS',
  }
}

/** Why nothing can be delivered from a zone; null where traffic flows, as far as its status tells. */
export function noTrafficText({ status, paused }: Pick<Zone, 'status' | 'paused'>): string | null {
  if (paused) return 'The zone is paused: its traffic bypasses CIS, so nothing is delivered.'
  if (status === 'active') return null
  const state = zoneStatus({ status, paused }).text.toLowerCase()
  return `The zone is not active (${state}): no traffic flows through CIS, so nothing is delivered.`
}

/** Why nobody can tell whether log retention is on; null where it is known. */
export function noRetentionText({ enabled, reason }: Retention): string | null {
  if (enabled !== null) return null
  if (reason === 'plan') return 'Not available in this plan'
  return reason === 'role' ? 'Unknown; your role can’t read it' : 'Unknown; IBM doesn’t say'
}

/** A state that we have no words for: `pending_reclamation` reads "Pending reclamation". */
export function asSentence(state: string): string {
  const text = state.replaceAll('_', ' ').trim()
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : 'Unknown'
}
