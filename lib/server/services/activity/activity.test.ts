import { beforeEach, expect, it } from 'vitest'
import type { ActivityItem } from '@/lib/schemas/activity'
import { cosByChallenge, cosByKey, jobInput } from '@/lib/testing/inputs'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorlds } from '@/lib/testing/world'

describeWorlds('the activity', (world) => {
  let manager: Visitor
  let since: string
  const params = () => world.zone('playground')
  beforeEach(async () => {
    world.reset()
    // The simulator begins with the same ids each time; what earlier tests created is long known.
    world.letTimePass(120_000)
    manager = await world.signIn()
    since = new Date(Date.now()).toISOString()
  })
  /** What was written down since this test began, newest first. */
  const list = async (
    query: Record<string, string> = {},
    who = manager,
  ): Promise<ActivityItem[]> => {
    const { items } = await who.ok('listActivity', { query })
    return items.filter(({ at }) => at >= since)
  }
  const create = (over: Parameters<typeof jobInput>[1] = {}) =>
    manager.call('createJob', { params: params(), body: jobInput(world, over) })

  it('names a zone to nobody by another person’s reading of it', async () => {
    const { name } = await manager.ok('getZone', { params: params() })
    const writer = await world.signIn('writer')
    const body = { destination: cosByChallenge(world) }
    await writer.call('createChallenge', { params: params(), body })
    await manager.call('createChallenge', { params: params(), body })
    const rows = await list()
    expect(rows.map(({ zoneName }) => zoneName)).toEqual([name, null])
  })

  it('takes no text that a database can’t hold', async () => {
    const problem = await manager.refused('listActivity', { query: { actor: 'a\0b' } })
    expect(problem).toMatchObject({ status: 400, code: 'bad_request' })
  })

  it('says who did what, from where, and how it ended', async () => {
    const answer = await create()
    const [row] = await list()
    const { user } = await manager.ok('getSession')
    const made = [...world.simulator.state.jobs.values()].at(-1)
    expect(row).toMatchObject({
      actor: { ...user, address: manager.address },
      action: 'job.create',
      ...params(),
      jobId: String(made?.id),
      jobName: 'made-by-a-test',
      outcome: 'succeeded',
      requestId: answer.headers.get('x-request-id'),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: null,
      detail: null,
      after: { name: 'made-by-a-test', destination: { bucket: world.place.bucket } },
    })
    const toIbm = world.simulator.requests
      .list()
      .find(({ method, service }) => method === 'POST' && service === 'cis')
    expect(toIbm?.requestId).toBe(row?.requestId)
    expect(row?.settledAt).not.toBeNull()
  })

  it('names the zone once it was read', async () => {
    await manager.ok('getZone', { params: params() })
    await create()
    expect((await list())[0]?.zoneName).toBe(world.place.zoneName)
  })

  it('shows a change, and that a key was replaced, without the key', async () => {
    const { cosWriter, cosExpiresSoon } = world.place.destinationKeys
    await create()
    const jobId = (await list())[0]?.jobId ?? ''
    const one = { ...params(), jobId }
    const destination = cosByKey(world, { apiKey: cosExpiresSoon })
    await manager.ok('updateJob', { params: one, body: { destination } })
    await manager.ok('updateJob', { params: one, body: { destination: cosByKey(world) } })
    const [back, rotated, created] = await list()
    const printIn = (value: unknown) =>
      /"keyPrint":"([0-9a-f]{16})"/.exec(JSON.stringify(value))?.[1]
    const [first, second] = [printIn(created?.after), printIn(rotated?.after)]
    expect(first).toMatch(/^[0-9a-f]{16}$/)
    expect(second).not.toBe(first)
    expect([printIn(rotated?.before), printIn(back?.before), printIn(back?.after)]).toEqual([
      first,
      second,
      first,
    ])
    // One form before and after, whoever wrote it.
    expect(rotated?.before).toMatchObject({ destination: { kind: 'cos', hasKey: true } })
    const members = (value: unknown) => Object.keys(Object(value)).sort()
    expect(members(rotated?.after)).toEqual(members(created?.after))
    expect(members(rotated?.before)).toEqual([...members(created?.after), 'lastComplete'].sort())
    const text = JSON.stringify(await list())
    for (const key of [cosWriter, cosExpiresSoon]) expect(text).not.toContain(key)
  })

  it('keeps what was refused, with IBM’s ids', async () => {
    const answer = await create({ destination: cosByKey(world, { region: 'us-south' }) })
    expect(answer.status).toBe(422)
    expect(await list()).toMatchObject([
      {
        outcome: 'failed',
        code: 'bucket_not_writable',
        detail: expect.stringContaining('IBM can’t write'),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        jobId: null,
      },
    ])
    // What never became an attempt is not in it.
    await create({ name: 'not_allowed' })
    expect(await list()).toHaveLength(1)
  })

  it('is written before IBM is called, or IBM is not called', async () => {
    const match = { service: 'cis', method: 'POST', times: 1 } as const
    world.simulator.faults.add({ match, effect: { kind: 'delay', ms: 1_500 } })
    const creating = create()
    await expect
      .poll(() => list(), { interval: 10, timeout: 5_000 })
      .toMatchObject([{ outcome: 'pending' }])
    await creating
    expect(await list()).toMatchObject([{ outcome: 'succeeded' }])

    world.sent('cis')
    const db = await world.db()
    await db.schema.alterTable('audit_attempts').renameTo('away').execute()
    const answer = await create({ name: 'unaudited' })
    await db.schema.alterTable('away').renameTo('audit_attempts').execute()
    expect(answer.status).toBe(500)
    expect(world.sent('cis', 'POST')).toEqual([])
  })

  it('settles later what it could not write down', async () => {
    const db = await world.db()
    await db.schema.alterTable('audit_outcomes').renameTo('away').execute()
    const answer = await create()
    await db.schema.alterTable('away').renameTo('audit_outcomes').execute()
    expect(answer.status).toBe(201)
    expect(await list()).toMatchObject([{ outcome: 'pending', jobId: null }])
    world.letTimePass(61_000)
    expect(await list()).toMatchObject([{ outcome: 'unknown', jobId: null }])
    const { settleDue } = await import('../settlement/background')
    await settleDue()
    expect(await list()).toMatchObject([
      { outcome: 'succeeded', jobId: expect.stringMatching(/^\d+$/) },
    ])
  })

  it('is filtered and paged', async () => {
    const writer = await world.signIn('writer')
    await create()
    const jobId = (await list())[0]?.jobId ?? ''
    await writer.ok('updateJob', { params: { ...params(), jobId }, body: { enabled: false } })
    await writer.ok('updateRetention', {
      params: world.zone('retentionOff'),
      body: { enabled: true },
    })
    await create({ destination: cosByKey(world, { region: 'us-south' }) })
    const actions = async (query: Record<string, string>) =>
      (await list(query)).map(({ action }) => action)
    const all = ['job.create', 'retention.update', 'job.pause', 'job.create']
    expect(await actions({})).toEqual(all)
    expect(await actions({ jobId })).toEqual(['job.pause', 'job.create'])
    expect(await actions({ zoneId: world.zone('retentionOff').zoneId })).toEqual([
      'retention.update',
    ])
    expect(await actions({ action: 'job.create' })).toEqual(['job.create', 'job.create'])
    expect(await actions({ outcome: 'failed' })).toEqual(['job.create'])
    expect(await actions({ actor: 'WEBER' })).toEqual(['retention.update', 'job.pause'])
    expect(await actions({ actor: '%' })).toEqual([])
    expect(await actions({ instanceId: world.place.cisInstanceId })).toEqual(all)
    expect(await actions({ instanceId: world.place.cisInstances.small?.id ?? '' })).toEqual([])

    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null && seen.length < 4) {
      const query = { limit: '1', ...(cursor ? { cursor } : {}) }
      const page: { items: ActivityItem[]; nextCursor: string | null } = await manager.ok(
        'listActivity',
        { query },
      )
      seen.push(...page.items.map(({ action }) => action))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(all)
    const whole = await manager.ok('listActivity', { query: { limit: '200' } })
    expect(whole.nextCursor).toBeNull()
  })

  it('is shown to those who may read the instance', async () => {
    await create()
    // The account's list of resources names the instance for them, too.
    const noRoles = await world.signIn('noroles')
    expect(await list({}, noRoles)).toEqual([])
    expect(await list({ instanceId: world.place.cisInstanceId }, noRoles)).toEqual([])
    const reader = await world.signIn('reader')
    expect(await list({}, reader)).toHaveLength(1)
    const partner = world.visitor()
    await partner.ok('createSession', {
      body: { apiKey: world.place.destinationKeys.otherAccount },
    })
    expect(await list({}, partner)).toEqual([])
    expect(await list({ instanceId: world.place.cisInstanceId }, partner)).toEqual([])
  })
})
