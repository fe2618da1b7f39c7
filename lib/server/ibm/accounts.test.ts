import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { listAccounts } from './accounts'
import { closeConnections } from './exchange'
import { bytes, json, type ScriptedUpstream, startUpstream } from './scripted-upstream'

let upstream: ScriptedUpstream
beforeAll(async () => {
  upstream = await startUpstream()
  vi.stubEnv('IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT', `${upstream.url}/accounts`)
})
afterAll(() => upstream.close())
afterEach(closeConnections)

const ask = () =>
  listAccounts({ token: 'FAKE-token', deadlineMs: Date.now() + 5_000, requestId: 'FAKE-request' })

const account = (guid: string, name?: string) => ({
  metadata: { guid, url: `/coe/v2/accounts/${guid}` },
  entity: { name, state: 'ACTIVE', owner_userid: 'i@x.example' },
})

describe('listAccounts', () => {
  it('asks with the token, and follows next_url on its own base', async () => {
    upstream.play(
      json(200, {
        total_results: 3,
        next_url: 'https://evil.example/coe/v2/accounts?_start=2',
        resources: [account('FAKE1', 'Nordlicht'), account('FAKE2', 'Lab')],
      }),
      json(200, { next_url: null, resources: [account('FAKE2', 'again'), account('FAKE3')] }),
    )
    expect(await ask()).toEqual([
      { id: 'FAKE1', name: 'Nordlicht' },
      { id: 'FAKE2', name: 'Lab' },
      { id: 'FAKE3', name: 'FAKE3' },
    ])
    expect(upstream.seen.map(({ url }) => url)).toEqual([
      '/accounts/coe/v2/accounts',
      '/accounts/coe/v2/accounts?_start=2',
    ])
    expect(upstream.seen[0]?.headers.authorization).toBe('Bearer FAKE-token')
  })

  it('ends with a next_url that leads back', async () => {
    upstream.play(
      json(200, { next_url: '/coe/v2/accounts?s=1', resources: [account('FAKE1', 'one')] }),
    )
    expect(await ask()).toHaveLength(1)
    expect(upstream.seen).toHaveLength(2)
  })

  it.each([
    ['none', { resources: [] }],
    ['null', { resources: null }],
    ['entries that are no accounts', { resources: [null, {}, { metadata: {} }, account('a b')] }],
  ])('is empty with %s', async (_, body) => {
    upstream.play(json(200, body))
    expect(await ask()).toEqual([])
  })

  it.each([
    ['an empty body', bytes(200, '')],
    ['another object', json(200, {})],
    ['a page', bytes(200, '<html></html>')],
  ])('is unusable with %s', async (_, script) => {
    upstream.play(script)
    await expect(ask()).rejects.toMatchObject({ failure: 'unusable' })
  })
})
