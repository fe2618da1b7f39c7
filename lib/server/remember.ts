import 'server-only'
import { LRUCache } from 'lru-cache'

/**
 * A pure function of a text that keeps up to `max` results, the one that was longest out of use making room. The
 * results are shared, so nobody may change them; and texts with secrets in them do not belong here.
 */
export function remember<Value extends object | string>(
  max: number,
  make: (text: string) => Value,
): typeof make {
  const known = new LRUCache<string, Value>({ max })
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = make(text)
    known.set(text, made)
    return made
  }
}
