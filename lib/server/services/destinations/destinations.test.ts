import { beforeEach, expect, it } from 'vitest'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import { cloudLogs, cosByChallenge, cosByKey } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld } from '@/lib/testing/world'

describeWorld('what destinations can be made of', (world) => {
  beforeEach(() => {
    world.reset()
    world.letTimePass(61_000)
  })

  it('are the account’s Object Storage and Cloud Logs instances', async () => {
    const reader = await world.signIn('reader')
    const names = (items: { name: string; region: string }[]) =>
      items.map(({ name, region }) => [name, region])
    expect(names((await reader.ok('listCosInstances')).items)).toEqual([
      ['cos-edge-logs', 'global'],
      ['cos-backup', 'global'],
    ])
    expect(names((await reader.ok('listCloudLogsInstances')).items)).toEqual([
      ['logs-prod-eu-de', 'eu-de'],
      ['logs-prod-eu-gb', 'eu-gb'],
      ['logs-stage-us-south', 'us-south'],
    ])
    // One listing serves both.
    expect(world.sent('resourceController')).toHaveLength(2)
  })

  it('are buckets with their own locations', async () => {
    const manager = await world.signIn()
    const params = { id: world.place.cosInstanceId }
    const { items } = await manager.ok('listBuckets', { params })
    expect(items.length).toBeGreaterThan(10)
    expect(items.find(({ name }) => name === 'nordlicht-archive-eu')).toMatchObject({
      region: 'eu',
      storageClass: 'cold',
    })
    expect(items.map(({ name }) => name)).not.toContain('nordlicht-hidden')
  })

  it('are no buckets for somebody who may not list them', async () => {
    const reader = await world.signIn('reader')
    const params = { id: world.place.cosInstanceId }
    const problem = await reader.refused('listBuckets', { params })
    expect(problem).toMatchObject({ status: 403, code: 'role_missing' })
    expect(problem.detail).toContain('type the bucket’s name')
  })

  it('are no buckets of an instance of another kind, or of nobody', async () => {
    const manager = await world.signIn()
    for (const id of [
      world.place.cisInstanceId,
      world.place.cloudLogsInstanceId,
      crypto.randomUUID(),
    ]) {
      const problem = await manager.refused('listBuckets', { params: { id } })
      expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect(world.sent('cos')).toEqual([])
  })
})

describeWorld('a key that was typed', (world) => {
  const inspect = async (apiKey: string) =>
    (await world.signIn()).call('inspectKey', { body: { apiKey } })
  beforeEach(() => world.reset())

  it.each([
    ['cosWriter', { ownerKind: 'serviceId', sameAccount: true, disabled: false, expiresAt: null }],
    ['otherAccount', { ownerKind: 'serviceId', sameAccount: false }],
    ['personal', { ownerKind: 'user', sameAccount: true }],
    ['cosExpiresSoon', { expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) }],
  ] as const)('%s is described', async (name, expected) => {
    const { body } = await inspect(world.place.destinationKeys[name])
    expect(body).toMatchObject({ name: `${name}-key`, locked: false, ...expected })
  })

  it.each([
    ['disabled', { disabled: true }],
    ['locked', { locked: true }],
  ] as const)('%s is said to be so', async (name, expected) => {
    expect((await inspect(world.place.keys[name])).body).toMatchObject(expected)
  })

  it('that IAM does not know lands on its field', async () => {
    const { status, body } = await inspect(world.place.keys.unknown)
    expect(status).toBe(422)
    expect(body).toMatchObject({
      code: 'destination_key_refused',
      reason: 'unknown',
      errors: [{ path: 'apiKey', message: expect.stringMatching(/^Unknown API key\. /) }],
    })
  })

  it('is not judged by an IAM that is down', async () => {
    const manager = await world.signIn()
    const effect = { kind: 'html', status: 404 } as const
    world.simulator.faults.add({ match: { service: 'iam' }, effect })
    const body = { apiKey: world.place.destinationKeys.cosWriter }
    expect(await manager.refused('inspectKey', { body })).toMatchObject({ status: 502 })
  })

  it('is described although the session’s token has just ended', async () => {
    const manager = await world.signIn()
    world.simulator.clock.advance(61 * 60_000)
    const body = { apiKey: world.place.destinationKeys.cosWriter }
    expect(await manager.ok('inspectKey', { body })).toMatchObject({ name: 'cosWriter-key' })
  })
})

describeWorld('a test of a destination', (world) => {
  let manager: Visitor
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })
  const test = (destination: unknown) =>
    manager.ok('testDestination', { params: world.zone('playground'), body: { destination } })
  const keys = () => world.place.destinationKeys
  const lines = () => world.simulator.state.logLines.get(world.place.cloudLogsInstanceId) ?? []

  const objects = () => [
    ...(world.simulator.state.buckets.get(world.place.bucket)?.objects.keys() ?? []),
  ]

  it('writes an object of a name of its own, and says that it stays', async () => {
    const name = /^tests\/http\/\.logpush-dashboard-test-\d{8}T\d{6}Z-[0-9a-f]{8}$/
    const first = await test(cosByKey(world))
    expect(first).toMatchObject({ ok: true, wrote: expect.stringMatching(name) })
    expect(first.detail).toMatch(/object stays in the bucket.*retention policy/)
    const second = await test(cosByKey(world))
    expect(second.wrote).not.toBe(first.wrote)
    const { path: _, ...root } = cosByKey(world)
    const third = await test(root)
    expect(third.wrote).toMatch(/^\.logpush-dashboard-test-/)
    expect(objects()).toEqual([first.wrote, second.wrote, third.wrote])
    const { items } = await manager.ok('listActivity')
    expect(items[0]).toMatchObject({
      action: 'destination.test',
      outcome: 'succeeded',
      after: { test: { ok: true } },
    })
  })

  it('deletes the object again where the key may', async () => {
    const answer = await test(cosByKey(world, { apiKey: world.place.keys.manager }))
    expect(answer).toMatchObject({ ok: true, detail: expect.stringContaining('deleted again') })
    expect(objects()).toEqual([])
  })

  it('does not know what became of the object when nothing is said of the deletion', async () => {
    const match = { service: 'cos', method: 'DELETE' } as const
    world.simulator.faults.add({ match, effect: { kind: 'reset-before' } })
    const answer = await test(cosByKey(world))
    expect(answer).toMatchObject({ ok: true, detail: expect.stringContaining('may still be') })
  })

  it('sends one line', async () => {
    const answer = await test(cloudLogs(world, { applicationName: 'edge' }))
    expect(answer).toMatchObject({ ok: true, wrote: '1 line' })
    expect(lines()).toMatchObject([{ applicationName: 'edge', severity: 3 }])
  })

  it.each<[string, () => unknown, string]>([
    ['a key without the role', () => cosByKey(world, { apiKey: keys().cosNoRole }), 'role_missing'],
    [
      'a key that nobody has',
      () => cosByKey(world, { apiKey: 'FAKE-nobody-has-it' }),
      'destination_key_refused',
    ],
    [
      'a disabled key',
      () => cosByKey(world, { apiKey: world.place.keys.disabled }),
      'destination_key_refused',
    ],
    ['no such bucket', () => cosByKey(world, { bucket: 'no-such-bucket' }), 'not_found'],
    ['another region', () => cosByKey(world, { region: 'us-south' }), 'not_found'],
    ['no Sender', () => cloudLogs(world, { apiKey: keys().logsNoSender }), 'role_missing'],
    ['no such instance', () => cloudLogs(world, { instanceId: crypto.randomUUID() }), 'not_found'],
    ['another region of it', () => cloudLogs(world, { region: 'eu-gb' }), 'not_found'],
  ])('finds %s', async (_, destination, code) => {
    const answer = await test(destination())
    expect(answer).toMatchObject({ ok: false, code, wrote: null })
    expect(answer.detail).not.toContain('FAKE')
  })

  it('is none with a challenge, where IBM writes with its own rights', async () => {
    const newest = async () => (await manager.ok('listActivity')).items[0]?.id
    const before = await newest()
    const answer = await test({ ...cosByChallenge(world), ownershipToken: 'FAKE' })
    expect(answer).toMatchObject({ ok: null, code: 'not_possible', wrote: null })
    expect(await newest()).toBe(before)
  })

  it.each<[string, FaultEffect, string]>([
    ['breaks off', { kind: 'reset-before' }, 'unreachable'],
    ['is busy', { kind: 'rate-limited' }, 'refused'],
    ['has a fault', { kind: 'status', status: 500 }, 'refused'],
    ['is hidden behind a proxy', { kind: 'html', status: 403 }, 'unreachable'],
  ])('of a bucket that %s says so', async (_, effect, code) => {
    world.simulator.faults.add({ match: { service: 'cos' }, effect })
    expect(await test(cosByKey(world))).toMatchObject({ ok: false, code })
    expect(world.sent('cos')).toHaveLength(1)
  })

  it('that breaks off after the writing says that the object may be there', async () => {
    world.simulator.faults.add({ match: { service: 'cos' }, effect: { kind: 'reset-after' } })
    const answer = await test(cosByKey(world))
    expect(answer).toMatchObject({ ok: false, wrote: null })
    expect(answer.detail).toMatch(/no response.*We don’t know whether it was written/)
    expect(objects()).toHaveLength(1)
  })

  it('cannot tell a firewall from a role, and says so, unless IBM does', async () => {
    const destination = cosByKey(world, { bucket: 'nordlicht-behind-firewall' })
    const answer = await test(destination)
    expect(answer).toMatchObject({ ok: false, code: 'role_missing' })
    expect(answer.detail).toContain('firewall')
    expect(answer.detail).toContain('retention')
    const effect = {
      kind: 'status',
      status: 403,
      message: 'Blocked by the bucket firewall',
    } as const
    world.simulator.faults.add({ match: { service: 'cos' }, effect })
    expect(await test(destination)).toMatchObject({ ok: false, code: 'firewall' })
  })

  it('names retention where IBM does', async () => {
    const message = 'Object is under retention'
    const effect = { kind: 'status', status: 403, message } as const
    world.simulator.faults.add({ match: { service: 'cos' }, effect })
    expect(await test(cosByKey(world))).toMatchObject({ ok: false, code: 'retention' })
  })

  it.each<[string, FaultEffect]>([
    ['does not answer', { kind: 'status', status: 503 }],
    ['is hidden behind a proxy', { kind: 'html', status: 403 }],
  ])('is none while IAM %s', async (_, effect) => {
    world.simulator.faults.add({ match: { service: 'iam', path: '/identity/token' }, effect })
    const answer = await test(cosByKey(world))
    expect(answer).toMatchObject({ ok: false, code: 'iam_unavailable' })
    expect(answer.detail).toContain('IAM')
    expect(world.sent('cos')).toEqual([])
  })

  it('says when Cloud Logs takes the line and drops it', async () => {
    const result = { message: '1 log was dropped: too old' }
    world.simulator.faults.add({
      match: { service: 'ingress' },
      effect: { kind: 'result', result },
    })
    expect(await test(cloudLogs(world))).toMatchObject({ ok: false, code: 'dropped' })
  })

  it('is for those who see the instance', async () => {
    const partner = world.visitor()
    await partner.ok('createSession', { body: { apiKey: keys().otherAccount } })
    const body = { destination: cosByKey(world) }
    const problem = await partner.refused('testDestination', {
      params: world.zone('playground'),
      body,
    })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    expect(world.sent('cos')).toEqual([])
  })
})
