import { beforeEach, expect, it } from 'vitest'
import type { Visitor } from '@/lib/testing/visitor'
import { describeWorld, describeWorlds } from '@/lib/testing/world'

const minuteMs = 60_000

describeWorlds('a session', (world) => {
  let visitor: Visitor
  beforeEach(async () => {
    world.reset()
    visitor = await world.signIn()
    world.sent('iam')
  })
  const instances = () => visitor.call('listInstances')
  const jobs = (role = 'full') => visitor.call('listJobs', { params: world.zone(role) })

  it('has its tokens sealed at rest, each time otherwise', async () => {
    const db = await world.db()
    const rows = await db.selectFrom('credentials').selectAll().execute()
    const sessions = await db.selectFrom('sessions').selectAll().execute()
    const [row] = rows
    expect(row?.sealed_tokens).toMatch(/^[\w-]{200,}$/)
    expect(Buffer.from(row?.sealed_tokens ?? '', 'base64url').toString('latin1')).not.toMatch(
      /eyJ|access|refresh/,
    )
    const id = visitor.cookie?.split('=')[1] ?? 'none'
    expect(JSON.stringify([rows, sessions])).not.toContain(id)
  })

  it('renews IBM’s token before it expires, for itself and those who come later', async () => {
    world.letTimePass(9 * minuteMs)
    expect((await jobs()).status).toBe(200)
    expect(world.sent('iam', 'POST')).toEqual([])
    world.letTimePass(47 * minuteMs)
    expect((await jobs()).status).toBe(200)
    expect((await jobs()).status).toBe(200)
    expect(world.sent('iam', 'POST')).toEqual(['POST /identity/token'])
    expect(world.simulator.requests.list().filter((one) => one.status === 401)).toEqual([])
  })

  it('renews it once for fifty requests at once', async () => {
    // This person's instances are not known yet, so most of the fifty come to the token late.
    visitor = await world.signIn('writer')
    world.sent('iam')
    world.letTimePass(58 * minuteMs)
    const roles = Object.keys(world.place.zones)
    const fifty = Array.from({ length: 50 }, (_, at) =>
      at % 3 === 0 ? instances() : jobs(roles[at % roles.length]),
    )
    expect((await Promise.all(fifty)).map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(world.sent('iam', 'POST')).toHaveLength(1)
  })

  it('renews it once for fifty requests at once to whom IBM says that it is over', async () => {
    await instances()
    world.simulator.clock.advance(61 * minuteMs)
    const fifty = await Promise.all(Array.from({ length: 50 }, () => jobs('empty')))
    expect(fifty.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(world.sent('iam', 'POST')).toHaveLength(1)
  })

  it('completes a list of zones in the middle of which the token ends', async () => {
    world.letTimePass(minuteMs)
    await instances()
    const match = { service: 'cis', path: 'page=3&', times: 1 } as const
    world.simulator.faults.add({ match, effect: { kind: 'token-expired' } })
    const params = { instanceId: world.place.cisInstanceId }
    const { items } = await visitor.ok('listZones', { params })
    expect(items).toHaveLength(214)
    expect(new Set(items.map(({ id }) => id)).size).toBe(214)
    expect(world.sent('iam', 'POST')).toHaveLength(1)
  })

  it('is not over for a token that IBM does not take even when it is new', async () => {
    await instances()
    const effect = { kind: 'token-expired' } as const
    const refusal = world.simulator.faults.add({ match: { service: 'cis' }, effect })
    expect(await jobs()).toMatchObject({ status: 403, body: { code: 'ibm_token_refused' } })
    expect(world.sent('iam', 'POST')).toHaveLength(1)
    world.simulator.faults.remove(refusal)
    expect((await jobs()).status).toBe(200)
  })

  it('ends at once for all who sign out, also for one that keeps the cookie', async () => {
    const { cookie } = visitor
    const slow = world.simulator.faults.add({
      match: { service: 'cis', times: 1 },
      effect: { kind: 'delay', ms: 200 },
    })
    const underWay = jobs()
    const { headers } = await visitor.call('deleteSession')
    expect(headers.getSetCookie()).toEqual([
      'logpush_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ])
    expect(visitor.cookie).toBeNull()
    visitor.cookie = cookie
    expect(await visitor.refused('getSession')).toMatchObject({ status: 401, code: 'signed_out' })
    expect((await jobs()).status).toBe(401)
    expect([200, 401]).toContain((await underWay).status)
    world.simulator.faults.remove(slow)
    expect((await visitor.call('deleteSession')).status).toBe(204)
  })

  it('is not brought back by a renewal that was under way when it ended', async () => {
    await instances()
    world.letTimePass(56 * minuteMs)
    const { cookie } = visitor
    world.simulator.faults.add({
      match: { service: 'iam', times: 1 },
      effect: { kind: 'delay', ms: 150 },
    })
    const underWay = jobs()
    await new Promise((done) => setTimeout(done, 60))
    await visitor.call('deleteSession')
    expect(await underWay).toMatchObject({ status: 401, body: { code: 'signed_out' } })
    visitor.cookie = cookie
    expect((await visitor.call('getSession')).status).toBe(401)
  })

  it('ends when IAM refuses to renew it', async () => {
    await instances()
    world.letTimePass(56 * minuteMs)
    const effect = { kind: 'status', status: 400, code: 'BXNIM0439E', message: 'over' } as const
    const refusal = world.simulator.faults.add({ match: { service: 'iam' }, effect })
    expect(await jobs()).toMatchObject({ status: 401, body: { code: 'signed_out' } })
    world.simulator.faults.remove(refusal)
    expect(await visitor.refused('getSession')).toMatchObject({ code: 'signed_out' })
  })

  it('is not over because another process was faster with the same refresh token', async () => {
    await instances()
    world.letTimePass(56 * minuteMs)
    const { seal, open } = await import('@/lib/server/crypto')
    const db = await world.db()
    const row = await db
      .selectFrom('credentials')
      .selectAll()
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    // IAM refuses a refresh token that was used already; by then the other has stored what it got for it.
    const effect = { kind: 'status', status: 400, code: 'BXNIM0408E', message: 'used' } as const
    world.simulator.faults.add({ match: { service: 'iam' }, effect: { kind: 'delay', ms: 300 } })
    world.simulator.faults.add({ match: { service: 'iam' }, effect })
    const aad = `credential:${row.id}`
    const tokens: unknown = JSON.parse(open(row.sealed_tokens, aad) ?? '{}')
    const newer = {
      sealed_tokens: seal(JSON.stringify(tokens), aad),
      token_issued_at: Date.now(),
      token_expires_at: Date.now() + 60 * minuteMs,
    }
    const asking = jobs()
    await db.updateTable('credentials').set(newer).where('id', '=', row.id).execute()
    expect((await asking).status).toBe(200)
    expect((await visitor.call('getSession')).status).toBe(200)
  })

  it('goes on while IAM is down and its token is still good', async () => {
    await instances()
    world.letTimePass(56 * minuteMs)
    const effect = { kind: 'status', status: 503 } as const
    const down = world.simulator.faults.add({ match: { service: 'iam' }, effect })
    expect((await jobs()).status).toBe(200)
    world.letTimePass(5 * minuteMs)
    expect(await jobs()).toMatchObject({ status: 503, body: { code: 'ibm_unavailable' } })
    world.simulator.faults.remove(down)
    expect((await jobs()).status).toBe(200)
  })

  it('is over after half a day', async () => {
    world.letTimePass(12 * 60 * minuteMs - 1000)
    expect((await visitor.call('getSession')).status).toBe(200)
    world.letTimePass(1000)
    expect((await visitor.call('getSession')).status).toBe(401)
  })
})

describeWorld('a cookie', (world) => {
  it.each([
    ['none', null, 401],
    ['another one', 'theme=dark', 401],
    ['an empty one', 'logpush_session=', 401],
    ['a made-up one', `logpush_session=${'A'.repeat(43)}`, 401],
    ['one that is too long', `logpush_session=${'A'.repeat(44)}`, 401],
    ['one of another name', (id: string) => `xlogpush_session=${id}`, 401],
    ['one among others', (id: string) => `a=b; logpush_session=${id}; c=d`, 200],
    ['the one of HTTPS, by HTTP', (id: string) => `__Host-logpush_session=${id}`, 401],
  ])('%s', async (_, cookie, status) => {
    const visitor = await world.signIn()
    const id = visitor.cookie?.split('=')[1] ?? ''
    visitor.cookie = typeof cookie === 'function' ? cookie(id) : cookie
    expect((await visitor.call('getSession')).status).toBe(status)
  })

  it('sealed with a secret that is gone is a session of the past', async () => {
    const visitor = await world.signIn()
    const db = await world.db()
    await db
      .updateTable('credentials')
      .set({ sealed_tokens: 'A'.repeat(300) })
      .execute()
    const problem = await visitor.refused('listInstances')
    expect(problem).toMatchObject({ status: 401, code: 'signed_out' })
  })
})
