import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { KEY_VALUES } from '../seed/identities.ts'
import { createSimulator } from '../simulator.ts'
import { apiKeyGrant } from '../test-client.ts'
import { createHttpServer } from './server.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function served() {
  const simulator = createSimulator()
  const server = createHttpServer(simulator)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const token = (init: RequestInit = {}) =>
    fetch(`${origin}/iam/identity/token`, {
      method: 'POST',
      body: new URLSearchParams(apiKeyGrant(KEY_VALUES.manager)),
      ...init,
    })
  return { simulator, origin, token }
}

it('answers as the in-process form does', async () => {
  const { token, origin } = await served()
  const response = await token()
  expect([response.status, (await response.json()).token_type]).toEqual([200, 'Bearer'])
  expect((await fetch(`${origin}/cake`)).status).toBe(404)
})

it.each(['reset-before', 'reset-after', 'refused'] as const)(
  'breaks the connection: %s',
  async (kind) => {
    const { simulator, token } = await served()
    simulator.faults.add({ match: { service: 'iam', times: 1 }, effect: { kind } })
    await expect(token()).rejects.toThrow('fetch failed')
    expect((await token()).status).toBe(200)
  },
)

it('hangs until the client goes', async () => {
  const { simulator, token } = await served()
  simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'hang' } })
  await expect(token({ signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})

it('sends a slow body whole', async () => {
  const { simulator, token } = await served()
  simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'slow', ms: 50 } })
  expect((await (await token()).json()).expires_in).toBe(3600)
})

it('cuts JSON in the middle, with the right length', async () => {
  const { simulator, token } = await served()
  simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'broken-json' } })
  await expect((await token()).json()).rejects.toThrow(SyntaxError)
})

it('carries bytes to and from Object Storage', async () => {
  const { simulator, origin, token } = await served()
  const { access_token } = await (await token()).json()
  const headers = { Authorization: `Bearer ${access_token}` }
  const url = `${origin}/cos/%7Bregion%7D/nordlicht-edge-logs/some%20key`
  const body = new Uint8Array([0, 255, 10, 13, 128])
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBe(200)
  const read = await fetch(url, { headers })
  expect(new Uint8Array(await read.arrayBuffer())).toEqual(body)
  expect(simulator.requests.list().at(-1)).toMatchObject({ service: 'cos', status: 200 })
})
