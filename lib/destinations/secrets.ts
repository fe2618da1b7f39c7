import { maskConf } from './mask'
import { maskerOf } from './mask-text'
import { MASK } from './placeholders'
import { headerParam, isConfName, isSecretName } from './secret-names'

/** Deeper than any body of ours or IBM's; a guard against a runaway. */
const maxDepth = 40

const isAddress = (text: string) => /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether all under this name is secret. `list`: the name of the list that the owner is in. */
function isSecretMember(name: string, owner: Record<string, unknown>, list: string): boolean {
  if (isSecretName(name) || headerParam.test(name)) return true
  // `{name, value}`, as the headers and parameters of a destination are written.
  if (name !== 'value' || typeof owner.name !== 'string') return false
  return /^(?:headers|params)$/.test(list) || isSecretName(owner.name)
}

/**
 * The secrets in an input of ours or a body of IBM's, for `maskerOf`: what stands under a name that means one, and every
 * destination, whole.
 */
export function secretsOf(value: unknown): string[] {
  const found: string[] = []
  function walk(value: unknown, isSecret: boolean, list: string, depth: number): void {
    if (depth > maxDepth) return
    if (typeof value === 'string') {
      const isHidden = value === '' || value.startsWith(MASK)
      if (!isHidden && (isSecret || isAddress(value))) found.push(value)
    } else if (Array.isArray(value)) {
      for (const item of value) walk(item, isSecret, list, depth + 1)
    } else if (isRecord(value)) {
      for (const [name, member] of Object.entries(value)) {
        const isOne = isSecret || isConfName(name) || isSecretMember(name, value, list)
        walk(member, isOne, name, depth + 1)
      }
    }
  }
  walk(value, false, '', 0)
  return found
}

/**
 * A copy of an input of ours or of a body of IBM's with every secret replaced by `••••`, or by `•••• print xxxx`
 * where `fingerprint` gives a short mark by which the same secret is known again. What one member hides, no other
 * member's text repeats.
 */
export function redactDeep(value: unknown, fingerprint?: (secret: string) => string): unknown {
  const mark = (secret: string) => {
    if (secret.startsWith(MASK)) return secret
    return fingerprint ? `${MASK} print ${fingerprint(secret)}` : MASK
  }
  const mask = maskerOf(secretsOf(value))

  function hide(value: unknown): unknown {
    if (value === null || value === undefined || value === '' || value === MASK) return value
    if (typeof value === 'boolean') return value
    return typeof value === 'string' ? mark(value) : MASK
  }

  function copy(value: unknown, list: string, depth: number): unknown {
    if (depth > maxDepth) return MASK
    if (typeof value === 'string') {
      return isAddress(value) ? maskConf(value, mark) : mask(value, mark)
    }
    if (Array.isArray(value)) return value.map((item) => copy(item, list, depth + 1))
    if (!isRecord(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (isConfName(name) && typeof member === 'string') return [name, maskConf(member, mark)]
        const isSecret = isConfName(name) || isSecretMember(name, value, list)
        return [name, isSecret ? hide(member) : copy(member, name, depth + 1)]
      }),
    )
  }

  return copy(value, '', 0)
}
