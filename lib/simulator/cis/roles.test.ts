import { describe, expect, it } from 'vitest'
import { CIS, FOREIGN_CIS } from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'
import { cosMember, createTestClient, jobBody, PLAYGROUND } from '../test-client.ts'

const zone = `/zones/${zoneId(ZONES.full)}`
const jobs = `${zone}/logpush/jobs`

type Step = [
  call: string,
  method: string,
  version: 'v1' | 'v2',
  path: string,
  body: unknown,
  reader: boolean,
  writer: boolean,
]

const TABLE: Step[] = [
  ['zones', 'GET', 'v1', '/zones', undefined, true, true],
  ['one zone', 'GET', 'v1', zone, undefined, true, true],
  ['retention', 'GET', 'v1', `${zone}/logs/retention`, undefined, true, true],
  ['retention', 'POST', 'v1', `${zone}/logs/retention`, { flag: true }, false, true],
  ['jobs', 'GET', 'v2', jobs, undefined, true, true],
  ['one job', 'GET', 'v2', `${jobs}/991001`, undefined, true, true],
  ['one job', 'PUT', 'v2', `${jobs}/991001`, { enabled: false }, false, true],
  ['jobs', 'POST', 'v2', `/zones/${PLAYGROUND}/logpush/jobs`, jobBody(), false, false],
  ['one job', 'DELETE', 'v2', `${jobs}/991001`, undefined, false, false],
  ['ownership', 'POST', 'v2', `${zone}/logpush/ownership`, { cos: cosMember() }, false, false],
  [
    'validation',
    'POST',
    'v2',
    `${zone}/logpush/ownership/validate`,
    { cos: cosMember(), ownership_challenge: 'FAKE' },
    false,
    false,
  ],
  ['fields', 'GET', 'v2', `${zone}/logpush/datasets/dns_logs/fields`, undefined, true, true],
]

describe.each(TABLE)('%s: %s', (_, method, version, path, body, reader, writer) => {
  it.each([
    ['manager', true],
    ['writer', writer],
    ['reader', reader],
    ['noroles', false],
  ] as const)('as %s: %s', async (key, allowed) => {
    const cis = await createTestClient().cisAs(key)
    const reply = await cis(method, version, path, body)
    if (allowed) expect(reply.status).toBeLessThan(300)
    else expect(reply).toMatchObject({ status: 403, body: { success: false } })
    expect(reply.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(reply.headers.get('cf-ray')).toMatch(/^[0-9a-f]{16}-FRA$/)
  })
})

describe('who asks', () => {
  const path = `/cis/v1/${encodeURIComponent(CIS.big.crn)}/zones`

  it('is told by either header, and by both when they agree', async () => {
    const { call, tokenOf } = createTestClient()
    const bearer = `Bearer ${await tokenOf('reader')}`
    const other = `Bearer ${await tokenOf('manager')}`
    const statuses = []
    for (const headers of [
      { Authorization: bearer },
      { 'X-Auth-User-Token': bearer },
      { Authorization: bearer, 'X-Auth-User-Token': bearer },
      { Authorization: bearer, 'X-Auth-User-Token': other },
      { Authorization: bearer.replace('Bearer ', '') },
      {},
    ] as Record<string, string>[]) {
      statuses.push((await call('GET', path, { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 401, 401, 401])
  })

  it('is nobody any more once the token has expired', async () => {
    const { cisAs, clock } = createTestClient()
    const cis = await cisAs('manager')
    clock.advance(3_599_000)
    expect((await cis('GET', 'v1', '/zones')).status).toBe(200)
    clock.advance(1_000)
    const late = await cis('GET', 'v1', '/zones')
    expect(late).toMatchObject({ status: 401, body: { statusCode: 401 } })
  })

  it('is nobody with a token that was tampered with', async () => {
    const { call, tokenOf } = createTestClient()
    const [head, , signature] = (await tokenOf('reader')).split('.')
    const claims = btoa(JSON.stringify({ iam_id: 'IBMid-5500ADM1N0', exp: 9e9 }))
    const headers = { Authorization: `Bearer ${head}.${claims}.${signature}` }
    expect((await call('GET', path, { headers })).status).toBe(401)
  })
})

describe('what is asked for', () => {
  it.each([
    ['another account’s instance', FOREIGN_CIS.crn, '/zones', 403],
    ['an instance that is not there', CIS.big.crn.replace(CIS.big.guid, 'x'), '/zones', 404],
    ['no CRN', 'nonsense', '/zones', 400],
    ['a zone of another instance', CIS.small.crn, `/zones/${PLAYGROUND}`, 404],
    ['a zone id that is none', CIS.big.crn, '/zones/xyz', 404],
    ['a zone that is not there', CIS.big.crn, `/zones/${'0'.repeat(32)}`, 404],
    ['a path that is not there', CIS.big.crn, '/zones/x/cake', 404],
  ])('%s', async (_, crn, path, status) => {
    const cis = await createTestClient().cisAs('manager', crn)
    expect((await cis('GET', 'v1', path)).status).toBe(status)
  })

  it('must have the CRN as one encoded segment, and a method that is there', async () => {
    const { call, tokenOf, cisAs } = createTestClient()
    const headers = { Authorization: `Bearer ${await tokenOf('manager')}` }
    expect((await call('GET', `/cis/v1/${CIS.big.crn}/zones`, { headers })).status).toBe(404)
    const cis = await cisAs('manager')
    expect((await cis('PATCH', 'v2', jobs, {})).status).toBe(405)
  })
})

it('can hold an identity to a number of requests', async () => {
  const { cisAs, clock } = createTestClient({ rateLimit: 2 })
  const cis = await cisAs('reader')
  await cis('GET', 'v1', '/zones')
  await cis('GET', 'v1', '/zones')
  const third = await cis('GET', 'v1', '/zones')
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '300'])
  clock.advance(300_000)
  expect((await cis('GET', 'v1', '/zones')).status).toBe(200)
})
