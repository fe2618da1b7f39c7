import { MASK } from './conf'
import { maskConf, maskText } from './mask'
import { creatableKinds, destinationKinds } from './registry'

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const secretNames = new Set(
  [
    ...Object.values(creatableKinds).flatMap(({ secretFields }) => secretFields),
    ...Object.values(destinationKinds).flatMap(({ wireSecretFields }) => wireSecretFields),
    ...['token', 'password', 'passcode', 'secret', 'authorization', 'cookie'],
    ...['accessToken', 'refreshToken', 'sessionToken'],
  ].map(plain),
)
const confNames = new Set(['destinationconf', 'conf'])

/** Deeper than any body of ours or IBM's; a guard against a runaway. */
const maxDepth = 40

/**
 * A copy of an input of ours or of a body of IBM's with every secret replaced by `••••`, or by `•••• print xxxx`
 * where `fingerprint` gives a short mark by which the same secret is known again.
 */
export function redactDeep(value: unknown, fingerprint?: (secret: string) => string): unknown {
  const mark = (secret: string) => (fingerprint ? `${MASK} print ${fingerprint(secret)}` : MASK)

  function hide(value: unknown): unknown {
    if (value === null || value === undefined || value === '' || value === MASK) return value
    return typeof value === 'string' ? mark(value) : MASK
  }

  function copy(value: unknown, depth: number): unknown {
    if (depth > maxDepth) return MASK
    if (typeof value === 'string') {
      const isAddress = /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(value)
      return isAddress ? maskConf(value, mark) : maskText(value, mark)
    }
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const known = plain(name)
        if (confNames.has(known)) {
          return [name, typeof member === 'string' ? maskConf(member, mark) : hide(member)]
        }
        const secret = secretNames.has(known) || /^header_/i.test(name)
        return [name, secret ? hide(member) : copy(member, depth + 1)]
      }),
    )
  }

  return copy(value, 0)
}
