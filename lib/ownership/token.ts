/** An ownership token taken apart. Its signature is IBM's to check; nothing here proves that IBM made it. */
export type OwnershipToken = {
  /** As it has to be sent: without blanks, line breaks and marks around it. */
  text: string
  claims: Record<string, unknown>
}

export type TokenRefusal = 'empty' | 'too_long' | 'not_a_token' | 'damaged'

export type TokenReading =
  | { ok: true; token: OwnershipToken }
  | { ok: false; reason: TokenRefusal; message: string }

/** IBM's own limit of `ownership_challenge`. */
const maxLength = 4096

const messages: Record<TokenRefusal, string> = {
  empty: 'Paste the content of the file.',
  too_long:
    'This is too long for an ownership token. Paste only the content of the challenge file.',
  not_a_token:
    'This is not an ownership token: it has three parts separated by dots and starts with eyJ. Paste the content of the file, not its name.',
  damaged: 'This token is damaged or incomplete. Open the file again and copy all of it.',
}

function refuse(reason: TokenRefusal): TokenReading {
  return { ok: false, reason, message: messages[reason] }
}

/** One part of a JWT as an object; null when it is none. Runs in browsers and on the server alike. */
function decodePart(part: string): Record<string, unknown> | null {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/**
 * Reads what was pasted, or what stood in the challenge file: a JWT. Takes a byte order mark, blanks, quotes around it
 * and line breaks that a terminal put in. The signature is not checked: the key is IBM's.
 */
export function readOwnershipToken(pasted: string): TokenReading {
  const text = pasted
    .replace(/^\uFEFF/, '')
    .replace(/[\r\n]+\s*/g, '')
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim()
  if (text === '') return refuse('empty')
  const parts = text.split('.')
  const formed = parts.length === 3 && parts.every((part) => /^[\w-]*={0,2}$/.test(part))
  if (!formed || !text.startsWith('eyJ')) return refuse('not_a_token')
  if (text.length > maxLength) return refuse('too_long')
  const [header = '', payload = '', signature = ''] = parts
  const claims = decodePart(payload)
  if (decodePart(header) === null || claims === null || signature === '') return refuse('damaged')
  return { ok: true, token: { text, claims } }
}
