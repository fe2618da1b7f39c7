import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CisContext } from './cis'
import { getZone, listZones } from './cis-zones'
import { closeConnections } from './exchange'
import {
  bytes,
  enveloped,
  json,
  type Script,
  type ScriptedUpstream,
  type Seen,
  startUpstream,
} from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_CIS_API_ENDPOINT', upstream.url)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = (more: Partial<CisContext> = {}): CisContext => ({
  token: 'FAKE-token',
  crn: 'crn:v1:x:public:internet-svcs:global:a/F:g::',
  identity: 'IBMid-FAKE',
  deadlineMs: Date.now() + 15_000,
  requestId: 'FAKE-request',
  ...more,
})

const zones = Array.from({ length: 1_000 }, (_, at) => ({
  id: at.toString(16).padStart(32, '0'),
  name: `zone-${at}.example`,
  status: 'active',
  paused: false,
}))

const pageOf = (seen: Seen) => Number(new URL(seen.url, 'http://x').searchParams.get('page'))
const askedSize = (seen: Seen) => Number(new URL(seen.url, 'http://x').searchParams.get('per_page'))

/** A well-behaved list of `total` zones whose pages hold at most `most`. */
function pages(total: number, most = 50, info = true): Script {
  return (seen, response, socket) => {
    const size = Math.min(askedSize(seen), most)
    const page = pageOf(seen)
    const items = zones.slice(0, total).slice((page - 1) * size, page * size)
    const about = { page, per_page: size, count: items.length, total_count: total }
    enveloped(items, info ? about : undefined)(seen, response, socket)
  }
}

const names = async () => {
  const { items, isPartial } = await listZones(context())
  expect(isPartial).toBe(false)
  return items.map((zone) => zone.name)
}
const expected = (count: number) => zones.slice(0, count).map((zone) => zone.name)

describe('listZones', () => {
  it.each([
    ['an empty body', bytes(200, '')],
    ['null where there are some', enveloped(null, { page: 1, per_page: 50, total_count: 7 })],
  ])('is no empty list with %s', async (_, script) => {
    upstream.play(script)
    await expect(listZones(context())).rejects.toMatchObject({ failure: 'unusable' })
  })

  it('asks once when one page holds all', async () => {
    upstream.play(pages(50))
    expect(await names()).toEqual(expected(50))
    expect(upstream.seen.map((one) => new URL(one.url, 'http://x').search)).toEqual([
      '?page=1&per_page=50',
    ])
  })

  it('reads 20 pages, in order, at most 8 at once', async () => {
    let running = 0
    let most = 0
    const list = pages(1_000)
    upstream.play((seen, response, socket) => {
      most = Math.max(most, ++running)
      setTimeout(
        () => {
          running--
          list(seen, response, socket)
        },
        15 + (pageOf(seen) % 3) * 10,
      )
    })
    expect(await names()).toEqual(expected(1_000))
    expect(upstream.seen).toHaveLength(20)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(8)
  })

  it.each([
    [7, 20],
    [41, 20],
    [60, 20],
    [101, 50],
    [3, 1],
  ])('finds all %i zones when IBM gives no more than %i a page', async (total, most) => {
    upstream.play(pages(total, most))
    expect(await names()).toEqual(expected(total))
  })

  it.each([
    [0, 50],
    [3, 50],
    [50, 50],
    [120, 50],
    [45, 20],
  ])('finds all %i zones without result_info, %i a page', async (total, most) => {
    upstream.play(pages(total, most, false))
    expect(await names()).toEqual(expected(total))
  })

  it.each([
    ['as result_info tells', true],
    ['as the pages tell', false],
  ])('stops after 400 pages and says that there are more, %s', async (_, info) => {
    const zone = { status: 'active', paused: false }
    upstream.play((seen, response, socket) => {
      const items = Array.from({ length: 5 }, (_, at) => {
        const id = (pageOf(seen) * 5 + at).toString(16).padStart(32, '0')
        return { ...zone, id, name: `${id}.example` }
      })
      enveloped(items, info ? { total_count: 2_001 } : undefined)(seen, response, socket)
    })
    const { items, isPartial } = await listZones(context())
    expect([items.length, isPartial]).toEqual([2_000, true])
    expect(upstream.seen).toHaveLength(400)
  })

  it('ends when a server without result_info answers every page with the same zones', async () => {
    upstream.play(enveloped(zones.slice(0, 30)))
    expect(await names()).toEqual(expected(30))
    expect(upstream.seen).toHaveLength(2)
  })

  it('shows a zone once that moved from one page to the next meanwhile', async () => {
    upstream.play((seen, response, socket) => {
      const items = pageOf(seen) === 1 ? zones.slice(0, 50) : zones.slice(49, 60)
      enveloped(items, { total_count: 61 })(seen, response, socket)
    })
    expect(await names()).toEqual(expected(60))
  })

  it('takes result: null for no zones', async () => {
    upstream.play(enveloped(null, { page: 1, per_page: 50, count: 0, total_count: 0 }))
    expect(await names()).toEqual([])
  })

  it('fails as a whole when one page fails, and soon', async () => {
    const list = pages(1_000)
    upstream.play((seen, response, socket) =>
      (pageOf(seen) === 5 ? json(403, { errors: ['no'] }) : list)(seen, response, socket),
    )
    await expect(names()).rejects.toMatchObject({ failure: 'refused', facts: { status: 403 } })
    expect(upstream.seen.length).toBeLessThan(20)
  })

  it('reads on when the token expires in the middle, with one renewal for all pages', async () => {
    const list = pages(1_000)
    let renewals = 0
    const token = async ({ rejected }: { rejected?: string }) => {
      if (rejected === undefined) return 'FAKE-old'
      renewals++
      await new Promise((resolve) => setTimeout(resolve, 20))
      return 'FAKE-new'
    }
    upstream.play((seen, response, socket) => {
      const late = pageOf(seen) > 6 && seen.headers.authorization === 'Bearer FAKE-old'
      ;(late ? json(401, {}) : list)(seen, response, socket)
    })
    const { items: found } = await listZones(context({ token }))
    expect(found.map((zone) => zone.name)).toEqual(expected(1_000))
    expect(renewals).toBe(1)
  })

  it('keeps what it can of odd entries', async () => {
    upstream.play(enveloped([{ id: 'a'.repeat(32) }, { name: 'no id' }, null, zones[1]]))
    const named = { id: 'a'.repeat(32), name: 'a'.repeat(32), status: null, paused: false }
    expect(await listZones(context())).toEqual({ items: [named, zones[1]], isPartial: true })
  })

  it.each([
    ['a text', enveloped('zones')],
    ['a page', bytes(200, '<html></html>')],
  ])('is unusable with %s', async (_, script) => {
    upstream.play(script)
    await expect(names()).rejects.toMatchObject({ failure: 'unusable' })
  })
})

describe('getZone', () => {
  it('reads one', async () => {
    upstream.play(enveloped(zones[3]))
    expect(await getZone(context(), zones[3]?.id ?? '')).toEqual(zones[3])
  })

  it('is refused for one that is not there', async () => {
    upstream.play(json(404, { success: false, errors: [{ code: 1001, message: 'no zone' }] }))
    await expect(getZone(context(), 'x')).rejects.toMatchObject({
      facts: { status: 404, code: '1001' },
    })
  })
})
