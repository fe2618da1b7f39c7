import { describe, expect, it } from 'vitest'
import { CIS } from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'
import { createTestClient, PLAYGROUND, type Wire } from '../test-client.ts'

describe('zones', () => {
  it('come in pages, every zone once', async () => {
    const cis = await createTestClient().cisAs('reader')
    const seen: string[] = []
    for (let page = 1; page <= 5; page++) {
      const { body } = await cis('GET', 'v1', `/zones?page=${page}&per_page=50`)
      expect(body.result_info).toEqual({
        page,
        per_page: 50,
        count: body.result.length,
        total_count: 214,
      })
      seen.push(...body.result.map((it: Wire) => it.id))
    }
    expect(new Set(seen).size).toBe(214)
    expect(seen.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
    expect((await cis('GET', 'v1', '/zones?page=6&per_page=50')).body.result).toBeNull()
  })

  it.each(['per_page=51', 'per_page=4', 'page=0', 'page=-1', 'page=1.5', 'page=x', 'limit=50'])(
    'refuse %s',
    async (query) => {
      const cis = await createTestClient().cisAs('reader')
      expect((await cis('GET', 'v1', `/zones?${query}`)).status).toBe(400)
    },
  )

  it('can be looked at one by one', async () => {
    const cis = await createTestClient().cisAs('reader')
    const { body } = await cis('GET', 'v1', `/zones/${zoneId(ZONES.challenge)}`)
    expect(body.result).toMatchObject({ name: 'müller-möbel.example', status: 'active' })
  })
})

describe('log retention', () => {
  const path = (id: string) => `/zones/${id}/logs/retention`

  it('is read and switched', async () => {
    const cis = await createTestClient().cisAs('manager')
    const off = path(zoneId(ZONES.retentionOff))
    expect((await cis('GET', 'v1', off)).body.result).toEqual({ flag: false })
    expect((await cis('POST', 'v1', off, { flag: true })).body.result).toEqual({ flag: true })
    expect((await cis('GET', 'v1', off)).body.result).toEqual({ flag: true })
  })

  it.each([[{}], [{ flag: 'true' }], [{ flag: 1 }], [{ flag: true, more: 1 }], [[]], [null]])(
    'refuses %j',
    async (body) => {
      const cis = await createTestClient().cisAs('manager')
      expect((await cis('POST', 'v1', path(PLAYGROUND), body)).status).toBe(400)
    },
  )

  it('is not part of the Standard plan', async () => {
    const { cisAs, simulator } = createTestClient()
    const zones = [...simulator.state.zones.values()]
    const zone = zones.find((it) => it.instanceGuid === CIS.standard.guid)
    const cis = await cisAs('manager', CIS.standard.crn)
    const message = 'This action is unavailable for the current plan: Standard Next'
    const refused = {
      status: 405,
      body: { trace: expect.any(String), errors: [{ code: 405, message }] },
    }
    const retention = path(zone?.id ?? '')
    for (const reply of [
      await cis('GET', 'v1', retention),
      await cis('POST', 'v1', retention, { flag: true }),
      await cis('GET', 'v2', `/zones/${zone?.id}/logpush/jobs`),
    ]) {
      expect(reply).toMatchObject(refused)
      expect(Object.keys(reply.body)).toEqual(['trace', 'errors'])
    }
  })

  it('can be refused to it in the engine’s words', async () => {
    const { cisAs, simulator } = createTestClient({ planRefusal: 'engine' })
    const zones = [...simulator.state.zones.values()]
    const zone = zones.find((it) => it.instanceGuid === CIS.standard.guid)
    const cis = await cisAs('manager', CIS.standard.crn)
    expect((await cis('GET', 'v1', path(zone?.id ?? ''))).status).toBe(403)
    expect((await cis('GET', 'v2', `/zones/${zone?.id}/logpush/jobs`)).body.errors).toEqual([
      { code: 1004, message: "reading job for product 'logpush' is not allowed" },
    ])
  })
})

describe('fields', () => {
  it.each([
    ['http_requests', 99],
    ['firewall_events', 33],
    ['range_events', 31],
    ['dns_logs', 9],
  ])('of %s: %i, each with type and text', async (dataset, count) => {
    const cis = await createTestClient().cisAs('reader')
    const { body } = await cis(
      'GET',
      'v2',
      `/zones/${PLAYGROUND}/logpush/datasets/${dataset}/fields`,
    )
    expect(Object.keys(body.result)).toHaveLength(count)
    expect(Object.values(body.result)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[a-z][a-z[\] ]*; \S/)]),
    )
  })

  it('of an unknown dataset are not there', async () => {
    const cis = await createTestClient().cisAs('reader')
    const path = `/zones/${PLAYGROUND}/logpush/datasets/cake/fields`
    expect((await cis('GET', 'v2', path)).status).toBe(404)
  })

  it('have their jobs beside them', async () => {
    const cis = await createTestClient().cisAs('reader')
    const path = `/zones/${zoneId(ZONES.full)}/logpush/datasets/dns_logs/jobs`
    const { body } = await cis('GET', 'v2', path)
    expect(body.result.map((it: Wire) => it.name)).toEqual(['retail-dns'])
  })
})
