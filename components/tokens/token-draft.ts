import * as z from 'zod/mini'
import { type ReachDraft, scopeOf } from '@/components/reach/reach-draft'
import { type CreateTokenInput, createTokenInput, type TokenRole } from '@/lib/schemas/token'

/** A token as its form holds it. */
export type TokenDraft = ReachDraft & {
  name: string
  role: TokenRole
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
