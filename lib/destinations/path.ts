import { DATE } from './conf'

export const maxBytes = 512

/** Without slashes and blanks at either end, the form in which paths are compared and kept. */
export function trimPath(path: string): string {
  const text = path.trim()
  let from = 0
  let to = text.length
  // By hand: a pattern for slashes at the end looks at a run in the middle once for each of its slashes.
  while (text[from] === '/') from++
  while (to > from && text[to - 1] === '/') to--
  return text.slice(from, to)
}

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
