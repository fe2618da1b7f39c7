/** Deeper than any page's layouts. */
const deepest = 32

/**
 * Whether the framework can read what its own router sends as `next-router-state-tree`. The same shape as in
 * next/dist/server/app-render/types.js (`flightRouterStateSchema`).
 * @param {string} header
 */
export function isRouterState(header) {
  try {
    return isTree(JSON.parse(decodeURIComponent(header)), 0)
  } catch {
    return false
  }
}

const isText = (value) => typeof value === 'string'
// A pattern by itself also takes a list of one such text.
const isOneOf = (value, pattern) => isText(value) && pattern.test(value)
const markers = /^(refetch|inside-shared-layout|metadata-only)$/
const kinds = /^(c|oc|d|[cd]i(\(\.{1,3}\)|\(\.\.\)\(\.\.\)))$/
const isMissing = (value) => value === undefined || value === null

function isTree(value, depth) {
  if (depth > deepest || !Array.isArray(value) || value.length > 6) return false
  const [segment, children, refresh, marker, hints, more] = value
  return (
    isSegment(segment) &&
    isRecord(children) &&
    Object.values(children).every((child) => isTree(child, depth + 1)) &&
    (isMissing(refresh) || (isTuple(refresh, 2) && refresh.every(isText))) &&
    (isMissing(marker) || isOneOf(marker, markers)) &&
    (isMissing(hints) || typeof hints === 'number') &&
    (more === undefined || isText(more))
  )
}

const isTuple = (value, length) => Array.isArray(value) && value.length === length
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function isSegment(value) {
  if (isText(value)) return true
  if (!isTuple(value, 4)) return false
  const [name, key, kind, siblings] = value
  return (
    isText(name) &&
    isText(key) &&
    isOneOf(kind, kinds) &&
    (siblings === null || (Array.isArray(siblings) && siblings.every(isText)))
  )
}
