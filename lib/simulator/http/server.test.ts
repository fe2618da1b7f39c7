import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createStandingClock } from '../clock.ts'
import type { FaultEffect } from '../faults/types.ts'
import { KEY_VALUES, PASSCODES } from '../seed/identities.ts'
import { createSimulator, type SimulatorOptions } from '../simulator.ts'
import { apiKeyGrant, passcodeGrant } from '../test-client.ts'
import { createHttpServer } from './server.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

type LandsLate = Extract<FaultEffect, { kind: 'lands-late' }>

async function served(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options)
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

describe('a write that lands late', () => {
  const [passcode = ''] = PASSCODES.keys()
  const init = {
    body: new URLSearchParams(passcodeGrant(passcode)),
    headers: { Authorization: `Basic ${btoa('bx:bx')}` },
  }
  const landing = async (effect: Omit<LandsLate, 'kind'>, options?: SimulatorOptions) => {
    const all = await served(options)
    const { simulator } = all
    simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'lands-late', ...effect } })
    return { ...all, used: () => simulator.state.usedPasscodes.has(passcode) }
  }

  it.each<Omit<LandsLate, 'kind' | 'seconds'>>([
    { connection: 'hang' },
    { connection: 'hang', answerSeconds: 30 },
  ])('is carried out after the client has gone: %j', async (more) => {
    const clock = createStandingClock()
    const { token, used, simulator } = await landing({ seconds: 20, ...more }, { clock })
    const controller = new AbortController()
    const pending = token({ ...init, signal: controller.signal })
    await expect.poll(() => simulator.requests.list().length).toBe(1)
    controller.abort()
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
    expect(used()).toBe(false)
    clock.advance(20_000)
    await simulator.catchUp()
    expect(used()).toBe(true)
    expect(simulator.requests.list()).toMatchObject([{ status: 'hang', landed: { status: 200 } }])
  })

  it('is carried out after its connection was cut, by itself', async () => {
    const { token, used } = await landing({ seconds: 0.05 })
    await expect(token(init)).rejects.toThrow('fetch failed')
    await expect.poll(used).toBe(true)
  })

  it('is answered late where it is asked for', async () => {
    const { token } = await landing({ seconds: 0.05, connection: 'hang', answerSeconds: 0.05 })
    expect((await token(init)).status).toBe(200)
  })
})

it('carries out what only waits, too, when the client has gone', async () => {
  const { simulator, origin, token } = await served()
  const { access_token } = await (await token()).json()
  const effect = { kind: 'delay', ms: 200 } as const
  simulator.faults.add({ match: { service: 'cos' }, effect })
  const controller = new AbortController()
  const pending = fetch(`${origin}/cos/eu-de/nordlicht-edge-logs/late`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${access_token}` },
    body: 'text',
    signal: controller.signal,
  })
  await expect.poll(() => simulator.faults.list()[0]?.happened).toBe(1)
  controller.abort()
  await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
  const objects = simulator.state.buckets.get('nordlicht-edge-logs')?.objects
  await expect.poll(() => new TextDecoder().decode(objects?.get('late')?.body)).toBe('text')
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

it('sends a small body that a client unpacks to a large one', async () => {
  const { simulator, token } = await served()
  const effect = { kind: 'gzip-bomb', megabytes: 51 } as const
  simulator.faults.add({ match: { service: 'iam' }, effect })
  const response = await token()
  expect(Number(response.headers.get('content-length'))).toBeLessThan(100_000)
  expect((await response.arrayBuffer()).byteLength).toBe(51 * 1024 * 1024)
})

it('answers without a body', async () => {
  const { simulator, token } = await served()
  simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'empty' } })
  const response = await token()
  expect([response.status, await response.text()]).toEqual([200, ''])
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
