import { beforeEach, expect, it } from 'vitest'
import { cosByChallenge, jobInput, ownedDestination } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

const dayMs = 24 * 3_600_000

describeWorlds('an ownership challenge', (world) => {
  let manager: Visitor
  const params = () => world.zone('playground')
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })

  it('is asked for, read with the person’s own token, and validated', async () => {
    const destination = cosByChallenge(world)
    const { filename } = await manager.ok('createChallenge', {
      params: params(),
      body: { destination },
    })
    expect(filename).toMatch(/^tests\/challenge\/\d{8}\/ownership-challenge\.txt$/)
    const read = { destination, filename }
    const { token } = await manager.ok('readChallenge', { params: params(), body: read })
    const validate = { destination, token }
    expect(await manager.ok('validateChallenge', { params: params(), body: validate })).toEqual({
      valid: true,
    })
    // What a destination carries along without need does not make it another one.
    const carried = { ...destination, path: '/tests/challenge/', ownershipToken: 'FAKE' }
    const again = { destination: carried, filename }
    expect(await manager.ok('readChallenge', { params: params(), body: again })).toEqual({ token })
    const { items } = await manager.ok('listActivity')
    expect(items).toMatchObject([
      {
        action: 'ownership.challenge',
        outcome: 'succeeded',
        after: { filename, destination: { bucket: destination.bucket } },
      },
    ])
    expect(JSON.stringify(items)).not.toContain(token)
  })

  it('has no file whose name a database can’t hold', async () => {
    const body = { destination: cosByChallenge(world), filename: 'a\0b' }
    const problem = await manager.refused('readChallenge', { params: params(), body })
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' })
  })

  it.each([
    ['another bucket', { bucket: 'nordlicht-edge-logs-us' }],
    ['another path', { path: 'tests/elsewhere' }],
    ['no daily folders', { dailyFolders: false }],
    ['another region', { region: 'eu' }],
  ])('has a file that is not read for %s', async (_, over) => {
    const destination = cosByChallenge(world)
    const body = { destination }
    const { filename } = await manager.ok('createChallenge', { params: params(), body })
    const read = { destination: { ...destination, ...over }, filename }
    const problem = await manager.refused('readChallenge', { params: params(), body: read })
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
    const elsewhere = { params: world.zone('full'), body: { destination, filename } }
    expect(await manager.refused('readChallenge', elsewhere)).toMatchObject({ status: 404 })
    expect(world.sent('cos')).toEqual([])
  })

  it('is another account’s, too, only if they asked', async () => {
    const destination = cosByChallenge(world)
    const body = { destination }
    const { filename } = await manager.ok('createChallenge', { params: params(), body })
    const partner = world.visitor()
    const apiKey = world.place.destinationKeys.otherAccount
    await partner.ok('createSession', { body: { apiKey } })
    const read = { params: params(), body: { destination, filename } }
    expect(await partner.refused('readChallenge', read)).toMatchObject({ status: 404 })
    // A colleague reads it by their own right.
    const reader = await world.signIn('reader')
    expect(await reader.ok('readChallenge', read)).toHaveProperty('token')
  })
})

describeWorld('a challenge that fails', (world) => {
  let manager: Visitor
  const params = () => world.zone('playground')
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })

  it.each([
    ['nordlicht-no-cislogp', 'eu-de'],
    ['no-such-bucket', 'eu-de'],
    ['nordlicht-edge-logs', 'us-south'],
  ])('because IBM cannot write to %s in %s', async (bucket, region) => {
    const destination = cosByChallenge(world, { bucket, region })
    const input = { params: params(), body: { destination } }
    const problem = await manager.refused('createChallenge', input)
    expect(problem).toMatchObject({ status: 422, code: 'bucket_not_writable' })
    expect(problem.errors).toMatchObject([{ path: 'destination.bucket' }])
    expect(problem.upstream?.correlationId).toMatch(/^[0-9a-f-]{36}$/)
    const { items } = await manager.ok('listActivity')
    expect(items[0]).toMatchObject({ outcome: 'failed', code: 'bucket_not_writable' })
  })

  it('for want of a role, or of a plan', async () => {
    const body = { destination: cosByChallenge(world) }
    const writer = await world.signIn('writer')
    expect(await writer.refused('createChallenge', { params: params(), body })).toMatchObject({
      status: 403,
      code: 'role_missing',
    })
    const standard = { params: world.zoneOf('standard'), body }
    expect(await manager.refused('createChallenge', standard)).toMatchObject({
      status: 403,
      code: 'plan_required',
    })
  })

  it('in an answer of no form', async () => {
    world.simulator.faults.add({
      match: { service: 'cis', method: 'POST' },
      effect: { kind: 'result', result: { valid: true } },
    })
    const body = { destination: cosByChallenge(world) }
    const problem = await manager.refused('createChallenge', { params: params(), body })
    expect(problem.code).toBe('bucket_not_writable')
  })
})

describeWorld('a challenge file', (world) => {
  const params = () => world.zone('playground')
  beforeEach(() => world.reset())

  it.each([
    ['may not be read', 'nordlicht-legal-hold', 'refused'],
    ['lies behind a firewall', 'nordlicht-behind-firewall', 'refused'],
  ])('that %s is for the person to open', async (_, bucket, reason) => {
    const manager = await world.signIn()
    const destination = cosByChallenge(world, { bucket })
    const body = { destination }
    const { filename } = await manager.ok('createChallenge', { params: params(), body })
    const read = { params: params(), body: { destination, filename } }
    const problem = await manager.refused('readChallenge', read)
    expect(problem).toMatchObject({ status: 422, code: 'challenge_unreadable', reason })
  })

  it.each([
    ['is not there yet', null, 'missing'],
    ['holds a page', '<html>not a token</html>', 'not_a_token'],
    ['holds a page on one line', '<html><body>502</body></html>', 'not_a_token'],
    ['holds XML', '<Error><Code>AccessDenied</Code></Error>', 'not_a_token'],
    ['holds JSON', '{"errorCode":"FAKE"}', 'not_a_token'],
    ['holds too much', 'x'.repeat(5000), 'not_a_token'],
    ['holds nothing', '', 'not_a_token'],
  ])('that %s gives no token', async (_, content, reason) => {
    const manager = await world.signIn()
    const destination = cosByChallenge(world)
    const body = { destination }
    const { filename } = await manager.ok('createChallenge', { params: params(), body })
    const objects = world.simulator.state.buckets.get(destination.bucket)?.objects
    const file = objects?.get(filename)
    if (content === null) objects?.delete(filename)
    else if (file) objects?.set(filename, { ...file, body: new TextEncoder().encode(content) })
    const read = { params: params(), body: { destination, filename } }
    const problem = await manager.refused('readChallenge', read)
    expect(problem).toMatchObject({ status: 422, code: 'challenge_unreadable', reason })
  })

  it('may have a mark before the token and a line end behind it', async () => {
    const manager = await world.signIn()
    const destination = cosByChallenge(world)
    const { ownershipToken: token } = await ownedDestination(manager, params(), destination)
    const objects = world.simulator.state.buckets.get(destination.bucket)?.objects
    const [name, file] = [...(objects ?? [])].at(-1) ?? ['']
    if (file) objects?.set(name, { ...file, body: new TextEncoder().encode(`\uFEFF${token}\r\n`) })
    const read = { params: params(), body: { destination, filename: name } }
    expect(await manager.ok('readChallenge', read)).toEqual({ token })
  })
})

describeWorld('validating a token', (world) => {
  let manager: Visitor
  const params = () => world.zone('playground')
  beforeEach(async () => {
    world.reset()
    manager = await world.signIn()
  })
  const validate = (destination: unknown, token: string, zone = params()) =>
    manager.ok('validateChallenge', { params: zone, body: { destination, token } })

  it('finds here what differs, and does not ask IBM then', async () => {
    const { ownershipToken: token, ...destination } = await ownedDestination(
      manager,
      params(),
      cosByChallenge(world),
    )
    world.sent('cis')
    for (const over of [{ path: 'other' }, { region: 'eu' }, { dailyFolders: false }]) {
      const answer = await validate({ ...destination, ...over }, token)
      expect(answer).toMatchObject({ valid: false, code: 'differs' })
      expect(answer.reason).toMatch(/\w/)
    }
    expect(await validate(destination, token, world.zone('full'))).toMatchObject({
      valid: false,
      code: 'differs',
    })
    world.letTimePass(8 * dayMs)
    manager = await world.signIn()
    expect(await validate(destination, token)).toMatchObject({ valid: false, code: 'expired' })
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('lets IBM judge what only it can', async () => {
    const { ownershipToken: token, ...destination } = await ownedDestination(
      manager,
      params(),
      cosByChallenge(world),
    )
    const forged = `${token.slice(0, -4)}AAAA`
    const notOne = await validate(destination, 'FAKE-not-a-token')
    expect(notOne).toMatchObject({ valid: false, code: 'refused' })
    expect(await validate(destination, forged)).toMatchObject({ valid: false, code: 'refused' })
    world.simulator.faults.add({
      match: { service: 'cis', method: 'POST', times: 1 },
      effect: { kind: 'status', status: 400, code: 1002, message: 'incorrect ownership challenge' },
    })
    expect(await validate(destination, token)).toMatchObject({ valid: false, code: 'refused' })
    world.simulator.faults.add({
      match: { service: 'cis', method: 'POST', times: 1 },
      effect: { kind: 'bare' },
    })
    expect(await validate(destination, token)).toEqual({ valid: true })
  })

  it.each([
    ['a page', '<html><body>502</body></html>'],
    ['JSON', '{"token":"FAKE"}'],
  ])('that is %s is none: IBM is not asked', async (_, token) => {
    const destination = cosByChallenge(world)
    world.sent('cis')
    const body = { destination, token }
    const problem = await manager.refused('validateChallenge', { params: params(), body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'token' }] })
    expect(problem.detail).toMatch(/not an ownership token/)
    const made = jobInput(world, { destination: { ...destination, ownershipToken: token } })
    const refused = await manager.refused('createJob', { params: params(), body: made })
    expect(refused.errors).toMatchObject([{ path: 'destination.ownershipToken' }])
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('that IBM cannot answer is an error', async () => {
    world.simulator.faults.add({
      match: { service: 'cis', method: 'POST' },
      effect: { kind: 'html' },
    })
    const body = { destination: cosByChallenge(world), token: 'FAKE-token' }
    const problem = await manager.refused('validateChallenge', { params: params(), body })
    expect(problem).toMatchObject({ status: 503, code: 'ibm_unavailable' })
  })

  it('is the same token that then makes the job', async () => {
    const destination = await ownedDestination(manager, params(), cosByChallenge(world))
    const job = await manager.ok('createJob', {
      params: params(),
      body: jobInput(world, { destination }),
    })
    expect(job.destination).toMatchObject({ kind: 'cos', auth: 'challenge' })
  })
})
