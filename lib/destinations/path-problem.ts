import { DATE } from './placeholders'

export const maxBytes = 512

/** Why a folder path (already trimmed) cannot be used, in words for a person; null when it can. */
export function pathProblem(path: string): string | null {
  if (path.includes(DATE)) return `Remove ${DATE} and turn Daily folders on`
  // "%" would be read as an encoded character, "\\" as a slash by some readers of the address.
  const odd = /[?#&{}%\\]/.exec(path)?.[0]
  if (odd) return `“${odd}” is not allowed in a path`
  if (/\p{Cc}/u.test(path) || !path.isWellFormed()) {
    return 'Line breaks, tabs and other invisible characters are not allowed in a path'
  }
  const segments = path === '' ? [] : path.split('/')
  if (segments.some((segment) => segment.trim() === '')) {
    return 'Empty folder names (two slashes in a row) are not allowed'
  }
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    return '“.” and “..” are not allowed as folder names'
  }
  if (new TextEncoder().encode(path).length > maxBytes) {
    return `At most ${maxBytes} characters; letters outside a–z count as two to four`
  }
  return null
}
