import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseCrn } from './crn'
import { closeConnections } from './exchange'
import { getPlan, planName } from './global-catalog'
import { listServiceInstances } from './resource-controller'
import { bytes, json, type ScriptedUpstream, startUpstream } from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT', `${upstream.url}/rc`)
  vi.stubEnv('IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT', `${upstream.url}/catalog`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const context = () => ({
  token: 'FAKE-token',
  identity: 'IBMid-FAKE',
  deadlineMs: Date.now() + 10_000,
  requestId: 'FAKE-request',
})

const guid = (at: number) => `00000000-0000-4000-8000-${at.toString().padStart(12, '0')}`
const instance = (at: number, service = 'internet-svcs') => ({
  id: `crn:v1:bluemix:public:${service}:global:a/FAKE:${guid(at)}::`,
  crn: `crn:v1:bluemix:public:${service}:global:a/FAKE:${guid(at)}::`,
  guid: guid(at),
  name: `FAKE-${at}`,
  region_id: 'global',
  resource_plan_id: 'FAKE-plan',
  state: 'active',
})

describe('listServiceInstances', () => {
  it.each([
    ['relative', '/v2/resource_instances?limit=100&start=FAKE%3Dnext'],
    ['with the base’s prefix', '/rc/v2/resource_instances?start=FAKE%3Dnext'],
    [
      'absolute',
      'https://resource-controller.cloud.ibm.com/v2/resource_instances?start=FAKE%3Dnext',
    ],
    ['a foreign host', 'https://evil.example/steal?start=FAKE%3Dnext#x'],
  ])('follows next_url on our own base: %s', async (_, next) => {
    upstream.play(
      json(200, { rows_count: 1, next_url: next, resources: [instance(1)] }),
      json(200, { rows_count: 1, next_url: null, resources: [instance(2)] }),
    )
    const { items: found } = await listServiceInstances(context())
    expect(found.map((one) => one.guid)).toEqual([guid(1), guid(2)])
    const urls = upstream.seen.map((one) => new URL(one.url, 'http://x'))
    expect(urls.map((url) => url.pathname)).toEqual([
      '/rc/v2/resource_instances',
      '/rc/v2/resource_instances',
    ])
    expect(urls[0]?.search).toBe('?type=service_instance&limit=100')
    expect(urls[1]?.searchParams.get('start')).toBe('FAKE=next')
  })

  it('ends, and says that it is not all, when next_url leads back to where it came from', async () => {
    const next_url = '/v2/resource_instances?start=again'
    upstream.play(json(200, { next_url, resources: [instance(1)] }))
    const { items, isPartial } = await listServiceInstances(context())
    expect([items.length, isPartial]).toEqual([1, true])
    expect(upstream.seen).toHaveLength(2)
  })

  it.each([
    [200, false],
    [201, true],
  ])('reads 200 pages of %i, partial: %s', async (pages, expected) => {
    upstream.play((seen, response, socket) => {
      const page = Number(new URL(seen.url, 'http://x').searchParams.get('start') ?? 1)
      const next_url = page < pages ? `/v2/resource_instances?start=${page + 1}` : null
      json(200, { next_url, resources: [instance(page)] })(seen, response, socket)
    })
    const { items, isPartial } = await listServiceInstances(context())
    expect([items.length, isPartial]).toEqual([200, expected])
  })

  it('tells services apart by the CRN', async () => {
    const all = ['internet-svcs', 'cloud-object-storage', 'logs', 'kms'].map((service, at) =>
      instance(at, service),
    )
    upstream.play(json(200, { resources: all }))
    const { items: found } = await listServiceInstances(context(), ['logs', 'internet-svcs'])
    expect(found.map((one) => one.service)).toEqual(['internet-svcs', 'logs'])
  })

  it('reads what it can: no guid, no name, no region, an entry that is none', async () => {
    const crn = `crn:v1:bluemix:public:logs:eu-de:a/FAKE:${guid(9).toUpperCase()}::`
    upstream.play(json(200, { resources: [{ id: crn }, null, { guid: guid(1) }, 'x'] }))
    expect((await listServiceInstances(context())).items).toEqual([
      {
        guid: guid(9),
        crn,
        service: 'logs',
        name: guid(9).toUpperCase(),
        region_id: 'eu-de',
        resource_plan_id: null,
        resource_group_id: null,
        account_id: 'FAKE',
        state: '',
      },
    ])
  })

  it('fails as a whole when a later page fails', async () => {
    upstream.play(
      json(200, { next_url: '/v2/resource_instances?start=2', resources: [instance(1)] }),
      json(403, { message: 'no', error_code: 'RC-FAKE' }),
    )
    await expect(listServiceInstances(context())).rejects.toMatchObject({
      failure: 'refused',
      facts: { code: 'RC-FAKE' },
    })
  })

  it('takes null for none', async () => {
    upstream.play(json(200, { resources: null, next_url: null }))
    expect(await listServiceInstances(context())).toEqual({ items: [], isPartial: false })
  })

  it.each([
    ['HTML', bytes(200, '<html></html>')],
    ['a list', json(200, [])],
    ['resources of another type', json(200, { resources: {} })],
    ['no resources at all', json(200, {})],
    ['an empty body', bytes(200, '')],
  ])('is unusable with %s', async (_, script) => {
    upstream.play(script)
    await expect(listServiceInstances(context())).rejects.toMatchObject({ failure: 'unusable' })
  })
})

describe('parseCrn', () => {
  it('takes a CRN apart, and nothing else', () => {
    expect(parseCrn(instance(1).crn)).toEqual({
      service: 'internet-svcs',
      region: 'global',
      accountId: 'FAKE',
      instanceId: guid(1),
    })
    expect(['', 'crn', 'x:v1:a:b:logs', 'crn:v1:a:b:'].map(parseCrn)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('getPlan', () => {
  it('gives the catalog’s name and the one for people', async () => {
    const display = { overview_ui: { en: { display_name: 'Enterprise Usage' } } }
    upstream.play(json(200, { id: 'p', name: 'enterprise-usage', ...display }))
    expect(await getPlan(context(), 'a/b')).toEqual({
      name: 'enterprise-usage',
      displayName: 'Enterprise Usage',
    })
    expect(upstream.seen[0]?.url).toBe('/catalog/api/v1/a%2Fb')
    expect(await planName(context(), 'p')).toBe('Enterprise Usage')
  })

  it.each([
    [
      'nothing for people',
      json(200, { name: 'standard-next', overview_ui: { de: {} } }),
      'standard-next',
    ],
    ['no name at all', json(200, { id: 'p' }), null],
    ['no such entry', json(404, {}), null],
    ['an entry that is not shown', json(403, {}), null],
  ])('copes with %s', async (_, script, name) => {
    upstream.play(script)
    expect(await planName(context(), 'p')).toBe(name)
  })
})
