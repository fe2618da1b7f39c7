import 'server-only'
import { readJson, unusable } from './envelope'
import type { Listed } from './listed'
import { endpointUrl, nextQuery, type Query } from './path'
import { type CallContext, callWithToken } from './token'
import { isObject } from './upstream-message'

/**
 * All pages of a list in the form of IBM's platform services, `{resources, next_url}`, each item once by its key, the
 * first one counting. Partial beyond `maxPages`, or where IBM's pages lead back to one that was read. `read` gives null
 * for what is none of the list's. Rejects with UpstreamError.
 */
export async function readResourcePages<Item>(
  context: Pick<CallContext, 'token' | 'deadlineMs' | 'requestId'>,
  list: { endpoint: string; service: string; path: string; query: Query; maxPages: number },
  read: (value: unknown) => Item | null,
  keyOf: (item: Item) => string,
): Promise<Listed<Item>> {
  const found = new Map<string, Item>()
  const asked = new Set<string>()
  let query: Query | null = list.query
  for (let page = 0; page < list.maxPages && query !== null; page++) {
    const url = endpointUrl(list.endpoint, list.path, query)
    // A next_url that leads back would go round for ever.
    if (asked.has(url.href)) break
    asked.add(url.href)
    const answer = await callWithToken(context.token, {
      url,
      route: `${list.service} ${list.path}`,
      deadlineMs: context.deadlineMs,
      requestId: context.requestId,
    })
    const body = readJson(answer)
    if (!isObject(body)) throw unusable(answer)
    // null is how Go writes an empty list; a body without the member is none of these services'.
    const { resources } = body
    if (!Array.isArray(resources) && resources !== null) throw unusable(answer)
    for (const value of resources ?? []) {
      const item = read(value)
      if (item !== null && !found.has(keyOf(item))) found.set(keyOf(item), item)
    }
    query = nextQuery(body.next_url)
  }
  return { items: [...found.values()], isPartial: query !== null }
}
