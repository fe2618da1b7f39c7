/**
 * Whether a name is of a pattern: the whole of it, in any case, `*` for any run of characters (dots included, none as
 * well). `*.shop.example` is not `shop.example`. Takes time in proportion to the two lengths' product at most.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const text = name.toLowerCase()
  const last = rest.pop()
  if (last === undefined) return text === first
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  // Each piece at the first place that it fits: what is left for the others is the most there can be.
  let at = first.length
  const end = text.length - last.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}
