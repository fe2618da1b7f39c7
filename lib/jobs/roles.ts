import type { Access } from '@/lib/schemas/access'

const ranks = ['Reader', 'Writer', 'Manager'] as const

/** The roles of CIS, each with all that the ones before it may do. */
export type Role = (typeof ranks)[number]

/**
 * The role that a person has where it is below the one that an act needs; null where it is not, or not known. It comes
 * from the person's own policies, and groups may give more: it is said, and nobody is held back.
 */
export function lowRole(role: Access['role'] | undefined, needed: Role): Role | null {
  return role && ranks.indexOf(role) < ranks.indexOf(needed) ? role : null
}

/** What a person lacks for an act, in words for beside its button; false: nothing that is known of. */
export function lackOf(role: Access['role'] | undefined, needed: Role): string | false {
  const low = lowRole(role, needed)
  return low !== null && `Needs ${needed}; you have ${low}`
}
