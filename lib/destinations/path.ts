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
