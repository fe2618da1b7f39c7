import * as z from 'zod/mini'
import type { Scope } from '@/lib/schemas/grant'
import { type CreateTokenInput, createTokenInput, type TokenRole } from '@/lib/schemas/token'

/** A token as its form holds it. */
export type TokenDraft = {
  name: string
  role: TokenRole
  reach: Scope['kind']
  instanceId: string
  zoneIds: string[]
  pattern: string
  /** How long it works, in days. */
  days: string
}

export const emptyDraft: TokenDraft = {
  name: '',
  role: 'viewer',
  reach: 'zones',
  instanceId: '',
  zoneIds: [],
  pattern: '',
  days: '90',
}

const dayMs = 24 * 60 * 60 * 1000

export function toInput(draft: TokenDraft, now: number): CreateTokenInput {
  const { name, role, days } = draft
  const expiresAt = new Date(now + Number(days) * dayMs).toISOString()
  return { name, role, scope: scopeOf(draft), expiresAt }
}

function scopeOf({ reach, instanceId, zoneIds, pattern }: TokenDraft): Scope {
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

/** The form's field that a member of the request comes from. */
export function fieldOf(path: string): string {
  if (path === 'scope') return 'reach'
  if (path === 'expiresAt') return 'days'
  return /^scope\.(zoneIds|\w+)/.exec(path)?.[1] ?? path
}

/** What is wrong with a draft, by the fields of the form; the first of a field counts. */
export function draftFaults(draft: TokenDraft, now: number): Record<string, string> {
  const needsInstance = draft.reach === 'zones' || draft.reach === 'instance'
  const parsed = z.safeParse(createTokenInput, toInput(draft, now))
  const faults: Record<string, string> = {}
  if (needsInstance && draft.instanceId === '') faults.instanceId = 'Choose an instance'
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) faults[fieldOf(path.join('.'))] ??= message
  }
  return faults
}
