import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

const token = 'FAKE-hec-4f1d8a3b-9c2e-token'

describeWorld('a host that nobody may be led to', (world) => {
  let manager: Visitor
  let trap: Server
  let caught = 0
  let port = 0
  beforeAll(async () => {
    manager = await world.signIn()
    trap = createServer(() => {
      caught += 1
    })
    await new Promise<void>((resolve) => trap.listen(0, resolve))
    const address = trap.address()
    port = typeof address === 'object' ? (address?.port ?? 0) : 0
  })
  afterAll(() => trap.close())
  beforeEach(() => world.letTimePass(11 * 60_000))

  const hosts = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '0.0.0.0',
    'localhost',
    'LOCALHOST.',
    'x.localhost',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    'metadata.google.internal',
    '１２７.0.0.1',
    '127。0。0。1',
  ]

  it.each(hosts)('%s is refused with its path, and not connected to', async (host) => {
    const bare = host.replace(/^\[|\]$/g, '')
    const destinations: [object, string][] = [
      [{ kind: 'splunk', endpoint: `${host}:${port}`, token }, 'destination.endpoint'],
      [{ kind: 'qradar', host, port }, 'destination.host'],
      [{ kind: 'qradar', host: bare, port }, 'destination.host'],
      [{ kind: 'https', url: `https://${host}:${port}/x` }, 'destination.url'],
      [{ kind: 'other', conf: `https://${host}:${port}/x` }, 'destination.conf'],
      [{ kind: 'other', conf: `splunk://${host}:${port}/x` }, 'destination.conf'],
      [{ kind: 'other', conf: `datadog://${host}:${port}/x` }, 'destination.conf'],
      [{ kind: 'other', conf: `s3://b?region=eu&endpoint=${host}:${port}` }, 'destination.conf'],
    ]
    for (const [destination, path] of destinations) {
      const answer = await manager.refused('testDestination', {
        params: world.zone('playground'),
        body: { destination } as never, // Also what no job may be created with.
      })
      const { status, errors } = answer
      expect([destination, status, errors]).toMatchObject([destination, 422, [{ path }]])
    }
    expect(caught).toBe(0)
  })

  it('is a row of the activity that failed', async () => {
    const destination = { kind: 'qradar', host: '169.254.169.254', port: 80 } as const
    const params = world.zone('playground')
    const problem = await manager.refused('testDestination', { params, body: { destination } })
    expect(problem).toMatchObject({ code: 'address_not_allowed' })
    expect(problem.detail).toContain('cloud metadata address')
    expect((await manager.ok('listActivity')).items[0]).toMatchObject({
      action: 'destination.test',
      outcome: 'failed',
      code: 'address_not_allowed',
    })
  })

  it('is asked about only by those who see the zone', async () => {
    const stranger = await world.signIn('noroles')
    const destination = { kind: 'qradar', host: '10.0.0.1', port: 80 } as const
    const body = { destination }
    const answer = await stranger.call('testDestination', {
      params: world.zone('playground'),
      body,
    })
    expect([403, 404]).toContain(answer.status)
  })
})
