import 'server-only'

/**
 * A pure function of a text that keeps its last `max` results, the oldest making room. The results are shared, so
 * nobody may change them; and texts with secrets in them do not belong here.
 */
export function remember<Value>(max: number, make: (text: string) => Value): typeof make {
  const known = new Map<string, Value>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = make(text)
    const oldest = known.size >= max ? known.keys().next() : undefined
    if (oldest?.done === false) known.delete(oldest.value)
    known.set(text, made)
    return made
  }
}
