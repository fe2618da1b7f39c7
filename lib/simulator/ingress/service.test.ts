import { beforeEach, expect, test } from 'vitest'
import type { SimService } from '../context.ts'
import { createWorld, instance, LOGS, START } from '../contract/test-world.ts'
import { createIngressService } from './service.ts'

const OTHER = '00000000-0000-4000-8000-0000000000d2'

let world: ReturnType<typeof createWorld>
let service: SimService

beforeEach(() => {
  world = createWorld()
  world.state.instances.push(instance(OTHER, 'logs', { region: 'us-south' }))
  service = createIngressService(world.ctx)
  world.addIdentity('sender', { senderOn: [LOGS] })
  world.addIdentity('nobody')
})

async function send(who: string | null, path: string, body: unknown, method = 'POST') {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (who) headers.set('authorization', `Bearer iam-${who}`)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = { method, headers, body: method === 'GET' ? null : text }
  return await service.handle(new Request(`http://127.0.0.1:1/ingress${path}`, init))
}

const line = { applicationName: 'app', subsystemName: 'sub', text: { RayID: 'abc' } }
const own = `/eu-de/${LOGS}/logs/v1/singles`

test('lines arrive, as Debug and of now unless they say otherwise', async () => {
  const full = { ...line, text: 'words', severity: 5, timestamp: START - 1000 }
  const response = await send('sender', own, [line, full])
  expect([response.status, await response.text()]).toEqual([200, ''])
  expect(world.state.logLines.get(LOGS)).toEqual([
    { at: START, severity: 1, ...line },
    { at: START - 1000, severity: 5, applicationName: 'app', subsystemName: 'sub', text: 'words' },
  ])
})

test('a 200 says when lines were too old', async () => {
  const old = { ...line, timestamp: START - 25 * 3_600_000 }
  const response = await send('sender', own, [old, line])
  expect(response.status).toBe(200)
  expect(await response.text()).toMatch(/1 of 2 logs were dropped/)
  expect(world.state.logLines.get(LOGS)).toHaveLength(1)
})

test.each([
  ['the placeholders', '/{region}/{instance_id}/logs/v1/singles', 200],
  ['the placeholders, encoded', '/%7Bregion%7D/%7Binstance_id%7D/logs/v1/singles', 200],
  ['another region', `/us-south/${LOGS}/logs/v1/singles`, 404],
  ['an unknown instance', '/eu-de/00000000-0000-4000-8000-00000000ffff/logs/v1/singles', 404],
  ['another path', `/eu-de/${LOGS}/logs/v2/singles`, 404],
  ['an instance without Sender', `/us-south/${OTHER}/logs/v1/singles`, 403],
])('%s', async (_, path, status) => {
  expect((await send('sender', path, [line])).status).toBe(status)
})

test.each([
  ['no token', null, 'POST', [line], 403],
  ['no Sender at all', 'nobody', 'POST', [line], 403],
  ['GET', 'sender', 'GET', [line], 405],
  ['no array', 'sender', 'POST', line, 400],
  ['no JSON', 'sender', 'POST', '[{', 400],
  ['a bare string', 'sender', 'POST', ['text'], 400],
  ['no applicationName', 'sender', 'POST', [{ ...line, applicationName: undefined }], 400],
  ['no subsystemName', 'sender', 'POST', [{ ...line, subsystemName: '' }], 400],
  ['no text', 'sender', 'POST', [{ ...line, text: null }], 400],
  ['an odd severity', 'sender', 'POST', [{ ...line, severity: 7 }], 400],
  ['an odd timestamp', 'sender', 'POST', [{ ...line, timestamp: 'today' }], 400],
  ['more than 2 MB', 'sender', 'POST', [{ ...line, text: 'x'.repeat(2_000_000) }], 413],
] as const)('refused: %s', async (_, who, method, body, status) => {
  expect((await send(who, own, body, method)).status).toBe(status)
  expect(world.state.logLines.get(LOGS)).toBeUndefined()
})
