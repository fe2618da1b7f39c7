import { expect, it } from 'vitest'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import type { OperationName } from '@/lib/testing/visitor'
import { describeWorld, type World } from '@/lib/testing/world'

type Sent = { origin?: string | null; 'sec-fetch-site'?: string }

async function verdict(world: World, headers: Sent): Promise<'passes' | 'stopped'> {
  const answer = await world.visitor().call('createSession', { body: {}, headers })
  if (answer.status === 422) return 'passes'
  expect(answer).toMatchObject({ status: 403, body: { code: 'csrf' } })
  return 'stopped'
}

describeWorld('a write without APP_URL', (world) => {
  it.each<[Sent, 'passes' | 'stopped']>([
    [{ origin: 'http://localhost:3000' }, 'passes'],
    [{ origin: 'http://127.0.0.1:3000' }, 'passes'],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }, 'passes'],
    [{ origin: 'https://localhost:3000' }, 'stopped'],
    [{ origin: 'http://localhost' }, 'stopped'],
    [{ origin: 'http://localhost:3001' }, 'stopped'],
    [{ origin: 'http://localhost:3000/' }, 'stopped'],
    [{ origin: 'http://localhost:3000.evil.example' }, 'stopped'],
    [{ origin: 'http://evil.example' }, 'stopped'],
    [{ origin: 'null' }, 'stopped'],
    [{ origin: '' }, 'stopped'],
    [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, 'stopped'],
    [{ origin: null }, 'stopped'],
    [{ origin: null, 'sec-fetch-site': 'same-origin' }, 'passes'],
    [{ origin: null, 'sec-fetch-site': 'same-site' }, 'stopped'],
    [{ origin: null, 'sec-fetch-site': 'none' }, 'stopped'],
    [{ origin: null, 'sec-fetch-site': 'cross-site' }, 'stopped'],
  ])('%j %s', async (headers, expected) => {
    expect(await verdict(world, headers)).toBe(expected)
  })

  const writes = Object.entries<Operation>(operations)
    .filter(([, { method }]) => method !== 'GET')
    .map(([name]) => name as OperationName) // Its own keys.
  it.each(writes)('%s from another page does nothing', async (name) => {
    world.reset()
    const manager = await world.signIn()
    world.sent('cis')
    const zone = world.zone('full')
    const { id: jobId } = [...world.simulator.state.jobs.values()][0] ?? {}
    const params = { ...zone, jobId: String(jobId) }
    const headers = { origin: 'https://evil.example' }
    const problem = await manager.refused(name, { params, headers, body: { enabled: false } })
    expect(problem).toMatchObject({ status: 403, code: 'csrf' })
    expect(world.sent('cis')).toEqual([])
    expect((await manager.call('getSession')).status).toBe(200)
  })

  it('by reading is no write', async () => {
    const manager = await world.signIn()
    const headers = { origin: 'https://evil.example' }
    expect((await manager.call('listInstances', { headers })).status).toBe(200)
  })
})

const appUrl = 'https://Logpush.Example.com:443'
describeWorld(
  'a write with APP_URL',
  (world) => {
    it.each<[Sent, 'passes' | 'stopped']>([
      [{ origin: 'https://logpush.example.com' }, 'passes'],
      [{ origin: 'http://logpush.example.com' }, 'stopped'],
      [{ origin: 'http://localhost:3000' }, 'stopped'],
      [{ origin: 'http://127.0.0.1:3000' }, 'stopped'],
      [{ origin: null, 'sec-fetch-site': 'same-origin' }, 'passes'],
    ])('%j %s', async (headers, expected) => {
      expect(await verdict(world, headers)).toBe(expected)
    })

    it('over HTTPS sets a cookie for HTTPS, whatever the last hop was', async () => {
      const headers = { origin: 'https://logpush.example.com', 'x-logpush-scheme': 'http' }
      const body = { apiKey: world.place.keys.manager }
      const answer = await world.visitor().call('createSession', { body, headers })
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-.*; Secure$/)
    })
  },
  { env: { APP_URL: appUrl } },
)
