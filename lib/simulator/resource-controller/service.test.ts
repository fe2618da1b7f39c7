import { describe, expect, it } from 'vitest'
import { CIS } from '../seed/instances.ts'
import { createTestClient, type Wire } from '../test-client.ts'

async function signedIn(key: 'manager' | 'noroles' = 'manager') {
  const client = createTestClient()
  const headers = { Authorization: `Bearer ${await client.tokenOf(key)}` }
  return { client, get: (path: string) => client.call('GET', `/rc${path}`, { headers }) }
}

describe('the list of resources', () => {
  it('comes in pages that lead to each other', async () => {
    const { get } = await signedIn()
    const seen: Wire[] = []
    let next: string | null = '/v2/resource_instances?type=service_instance&limit=100'
    let pages = 0
    while (next) {
      const { status, body }: Wire = await get(next)
      expect(status).toBe(200)
      expect(body.rows_count).toBe(body.resources.length)
      seen.push(...body.resources)
      next = body.next_url
      pages++
    }
    expect(pages).toBe(2)
    expect(seen.length).toBeGreaterThan(130)
    expect(new Set(seen.map((it) => it.guid)).size).toBe(seen.length)
    const names = seen.filter((it) => it.crn.includes(':internet-svcs:')).map((it) => it.name)
    expect(names.sort()).toEqual(['cis-lab', 'cis-prod-emea', 'cis-stage', 'cis-web-legacy'])
  })

  it('can be asked for one service, by state, and for the account’s own only', async () => {
    const { get } = await signedIn()
    const cis = '75874a60-cb12-11e7-948e-37ac098eb1b9'
    const listed = await get(`/v2/resource_instances?resource_id=${cis}`)
    expect(listed.body.resources).toHaveLength(4)
    const gone = await get(`/v2/resource_instances?resource_id=${cis}&state=pending_reclamation`)
    expect(gone.body.resources.map((it: Wire) => it.name)).toEqual(['cis-old'])
  })

  it.each(['limit=101', 'limit=0', 'limit=x', 'type=cake', 'page=2', 'start=FAKE'])(
    'refuses %s',
    async (query) => {
      const { get } = await signedIn()
      expect((await get(`/v2/resource_instances?${query}`)).status).toBe(400)
    },
  )

  it('is refused without a token, in its own error form', async () => {
    const { client } = await signedIn()
    const { status, body } = await client.call('GET', '/rc/v2/resource_instances')
    expect(status).toBe(401)
    expect(body).toMatchObject({ status_code: 401, message: expect.any(String) })
    const token = await client.tokenOf('manager')
    const own = { 'X-Auth-User-Token': `Bearer ${token}` }
    expect((await client.call('GET', '/rc/v2/resource_instances', { headers: own })).status).toBe(
      401,
    )
  })
})

describe('one resource', () => {
  it('is found by GUID and by encoded CRN', async () => {
    const { get } = await signedIn()
    for (const id of [CIS.big.guid, encodeURIComponent(CIS.big.crn)]) {
      expect((await get(`/v2/resource_instances/${id}`)).body).toMatchObject({
        guid: CIS.big.guid,
        crn: CIS.big.crn,
        resource_plan_id: CIS.big.planId,
        state: 'active',
      })
    }
    expect((await get('/v2/resource_instances/nobody')).status).toBe(404)
  })
})

describe('the catalog', () => {
  it('names a plan, and does not know one of them', async () => {
    const { client } = await signedIn()
    const known = await client.call('GET', `/catalog/api/v1/${CIS.big.planId}`)
    expect(known.body).toMatchObject({
      kind: 'plan',
      name: 'enterprise-advanced',
      overview_ui: { en: { display_name: 'Enterprise Advanced' } },
    })
    expect((await client.call('GET', `/catalog/api/v1/${CIS.unknownPlan.planId}`)).status).toBe(404)
  })
})
