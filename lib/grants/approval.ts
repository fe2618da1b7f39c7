import type { Rails, Role } from '../schemas/grant'

/**
 * What grants say of a change before it is sent: a hint in forms, since the server decides. null: no grants count, so IBM
 * judges.
 */
export type Ways = readonly { role: Role; rails: Rails | null }[] | null

/**
 * Whether what names no dataset and no destination (to pause, to delete, log retention) would wait for somebody's approval.
 * The same as `waitsFor` says of these, without all that judges the others: a zone's page loads this first.
 */
export function waitsInAnyCase(ways: Ways): boolean {
  const able = ways?.filter(({ role }) => role !== 'viewer') ?? []
  const isBound = ({ role, rails }: (typeof able)[number]) =>
    role === 'editor' && rails?.needsApproval === true
  return able.length > 0 && able.every(isBound)
}

/** An entry of a menu whose act would wait for approval says so: "Delete… (approval)". */
export const approvalLabel = (label: string, waits: boolean): string =>
  waits ? `${label} (approval)` : label
