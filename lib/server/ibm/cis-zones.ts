import 'server-only'
import { UpstreamError } from '@/lib/server/errors'
import { sideBySide } from '@/lib/server/side-by-side'
import { type CisContext, cisCall } from './cis'
import { unusable } from './envelope'
import type { Listed } from './listed'
import { path } from './path'
import type { JsonObject } from './upstream-message'
import { readZone, type WireZone } from './wire'

/** The engine's maximum; that CIS has the same is unproven, so the answered size is what counts. */
const perPage = 50
/** A list without `result_info` that is shorter than the engine's smallest page is taken for the whole. */
const smallestPage = 5
const parallel = 8
const maxPages = 400

type Page = {
  zones: WireZone[]
  /** As answered, unreadable ones included. */
  length: number
  /** How many pages IBM says there are; null when it does not say. */
  pages: number | null
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null
}

function pagesOf(info: JsonObject | null, length: number): number | null {
  const total = wholeNumber(info?.total_count)
  if (total !== null) {
    if (total <= length) return 1
    // More zones than came: so this page is full, whatever `per_page` says. IBM may have lowered it.
    return length > 0 ? Math.ceil(total / length) : 1
  }
  return wholeNumber(info?.total_pages)
}

async function readPage(cis: CisContext, page: number): Promise<Page> {
  const { result, info, answer } = await cisCall(cis, {
    path: path`/v1/${cis.crn}/zones`,
    query: { page, per_page: perPage },
  })
  if (result === null) {
    if ((wholeNumber(info?.total_count) ?? 0) > 0 && page === 1) throw unusable(answer)
    return { zones: [], length: 0, pages: pagesOf(info, 0) }
  }
  if (!Array.isArray(result)) throw unusable(answer)
  const zones = result.map(readZone).filter((zone) => zone !== null)
  return { zones, length: result.length, pages: pagesOf(info, result.length) }
}

/** Some zone of the instance by one small call; null: it has none. */
export async function someZone(cis: CisContext): Promise<WireZone | null> {
  const { result } = await cisCall(cis, {
    path: path`/v1/${cis.crn}/zones`,
    query: { page: 1, per_page: smallestPage },
  })
  const zones = Array.isArray(result) ? result.map(readZone) : []
  return zones.find((zone) => zone !== null) ?? null
}

/** Whether IBM lets this person read the instance's zones at all: one small call. Rejects when IBM does not say. */
export async function mayReadZones(cis: CisContext): Promise<boolean> {
  try {
    await cisCall(cis, {
      path: path`/v1/${cis.crn}/zones`,
      query: { page: 1, per_page: smallestPage },
    })
    return true
  } catch (error) {
    const refused = error instanceof UpstreamError && error.failure === 'refused'
    if (refused && (error.facts.status === 403 || error.facts.status === 404)) return false
    throw error
  }
}

/** Adds the page's zones; false when it brought none that is new. */
function add(found: Map<string, WireZone>, page: Page): boolean {
  const before = found.size
  for (const zone of page.zones) if (!found.has(zone.id)) found.set(zone.id, zone)
  return found.size > before
}

/** Pages 2 to `last`, at most 8 at once, in order. The first failure stops the rest. */
async function readRest(cis: CisContext, last: number): Promise<Page[]> {
  const pages: Page[] = []
  let next = 2
  let failed = false
  const worker = async () => {
    while (next <= last && !failed) {
      const page = next++
      try {
        pages[page - 2] = await readPage(cis, page)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await sideBySide(Math.min(parallel, last - 1), worker)
  return pages
}

/**
 * Every zone of the instance, each once, in IBM's order. All pages or an error: a list that silently lacks a page
 * would read as "this zone does not exist". Partial beyond 400 pages, or where an entry could not be read.
 */
export async function listZones(cis: CisContext): Promise<Listed<WireZone>> {
  const found = new Map<string, WireZone>()
  const first = await readPage(cis, 1)
  let isPartial = false
  let isRead = true
  const take = (page: Page) => {
    isRead &&= page.zones.length === page.length
    return add(found, page)
  }
  take(first)
  if (first.pages !== null) {
    isPartial = first.pages > maxPages
    const last = Math.min(first.pages, maxPages)
    if (last > 1) for (const page of await readRest(cis, last)) take(page)
  } else if (first.length >= smallestPage) {
    isPartial = true
    for (let page = 2; page <= maxPages && isPartial; page++) {
      const got = await readPage(cis, page)
      isPartial = take(got) && got.length >= first.length
    }
  }
  return { items: [...found.values()], isPartial: isPartial || !isRead }
}

export async function getZone(cis: CisContext, zoneId: string): Promise<WireZone> {
  const { result, answer } = await cisCall(cis, { path: path`/v1/${cis.crn}/zones/${zoneId}` })
  const zone = readZone(Array.isArray(result) && result.length === 1 ? result[0] : result)
  if (zone === null) throw unusable(answer)
  return zone
}
