import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cloudLogs, cosByChallenge, cosByKey, jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

/** A host that nobody should ever be led to. */
let trap: Server
let trapHost: string
const caught: string[] = []

beforeAll(async () => {
  trap = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(trap, 'listening')
  const address = trap.address()
  trapHost = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => {
  trap.closeAllConnections()
  trap.close()
})

describeWorld('a value that ends up in a host name or a path', (world) => {
  let manager: Visitor
  beforeAll(async () => {
    manager = await world.signIn()
    await manager.ok('listInstances')
  })

  const hostile = () => [
    `${trapHost}/`,
    `${trapHost}#`,
    `x@${trapHost}/`,
    `x.${trapHost}/?`,
    `//${trapHost}`,
    `http://${trapHost}`,
    '../../iam',
    '..%2f..%2fiam',
    'eu-de/../..',
    'eu-de\\..\\..',
    'eu-de?x=',
    'eu-de#',
    'eu-de\r\nHost: evil',
    'eu-de\u0000',
    ' eu-de',
    'eu-de.evil.example',
    'ｅu-de',
    'eu-de-',
    '',
  ]
  const members = ['region', 'bucket', 'instanceId', 'path'] as const
  /** What may pass all the same: a bucket may be called so, and a folder by nearly every name. */
  const mayPass = (member: string, value: string) =>
    member === 'path' || (member === 'bucket' && value === 'eu-de.evil.example')
  const sentBeyondCis = () =>
    world.simulator.requests
      .list()
      .filter(({ service }) => service === 'cos' || service === 'ingress')
      .map(({ path }) => path)

  it.each(members)('%s: it never leads a request anywhere', async (member) => {
    const params = world.zone('playground')
    const job = [...world.simulator.state.jobs.values()][0]
    const one = { ...world.zone('full'), jobId: String(job?.id) }
    for (const value of hostile()) {
      const bad = { [member]: value }
      const byKey = { ...cosByKey(world), ...bad }
      const byToken = { ...cosByChallenge(world), ...bad }
      const toLogs = { ...cloudLogs(world), ...bad }
      world.simulator.requests.clear()
      const filename = 'ownership-challenge.txt'
      const answers = await Promise.all([
        manager.call('createJob', { params, body: jobInput(world, { destination: byKey }) }),
        manager.call('createJob', { params, body: jobInput(world, { destination: toLogs }) }),
        manager.call('updateJob', { params: one, body: { destination: byKey } }),
        manager.call('createChallenge', { params, body: { destination: byToken } }),
        manager.call('readChallenge', { params, body: { destination: byToken, filename } }),
        manager.call('validateChallenge', {
          params,
          body: { destination: byToken, token: 'FAKE' },
        }),
        manager.call('testDestination', { params, body: { destination: byKey } }),
        manager.call('testDestination', { params, body: { destination: toLogs } }),
      ])
      const passed = answers.filter(({ status }) => status < 400).map(({ text }) => text)
      if (!mayPass(member, value)) expect([value, passed]).toEqual([value, []])
      const inside =
        /^\/eu-de\/(?:nordlicht-edge-logs|eu-de\.evil\.example)\/(?:(?!\.{1,2}\/)[^/?#]+\/)*[^/?#]+$/
      for (const path of sentBeyondCis()) expect(path).toMatch(inside)
    }
    expect(caught).toEqual([])
  })

  it('filename is a file that IBM named, or none', async () => {
    world.reset()
    const params = world.zone('playground')
    const destination = cosByChallenge(world)
    await manager.ok('createChallenge', { params, body: { destination } })
    for (const filename of [...hostile().filter(Boolean), 'backup.sql', '.', '..']) {
      const body = { destination, filename }
      const problem = await manager.refused('readChallenge', { params, body })
      const expected = /\p{Cc}/u.test(filename)
        ? { status: 422, code: 'validation_failed' }
        : { status: 404, code: 'not_found' }
      expect(problem).toMatchObject(expected)
    }
    expect(sentBeyondCis()).toEqual([])
    expect(caught).toEqual([])
  })

  it('a file name that IBM gives and nobody should follow is not followed', async () => {
    world.reset()
    const params = world.zone('playground')
    const destination = cosByChallenge(world, { path: 'tests/odd' })
    for (const filename of ['../../iam/identity/token', 'a/../../b', '.', '..']) {
      world.simulator.faults.add({
        match: { service: 'cis', method: 'POST', times: 1 },
        effect: { kind: 'result', result: { filename, valid: true } },
      })
      await manager.ok('createChallenge', { params, body: { destination } })
      const body = { destination, filename }
      const problem = await manager.refused('readChallenge', { params, body })
      expect(problem.status).toBe(400)
    }
    expect(sentBeyondCis()).toEqual([])
  })
})
