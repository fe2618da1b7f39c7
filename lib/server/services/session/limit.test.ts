import { beforeEach, expect, it } from 'vitest'
import { describeWorlds } from '@/lib/testing/world'

/** A text of base64url in all its spellings: bits of the last letter, or a letter too many, may say nothing. */
function sameBytes(text: string): string[] {
  const bytes = (one: string) => Buffer.from(one, 'base64url').toString('hex')
  const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].flatMap(
    (letter) => [text + letter, text.slice(0, -1) + letter],
  )
  return others.filter((one) => bytes(one) === bytes(text))
}

describeWorlds('refused sign-ins', (world) => {
  beforeEach(() => {
    world.reset()
    world.letTimePass(11 * 60_000)
  })
  const sign = async (address: string, apiKey: string) => {
    const { status, headers } = await world.visitor(address).call('createSession', {
      body: { apiKey },
    })
    return [status, headers.get('retry-after') === null] as const
  }
  const wrong = (number: number) => `FAKE-wrong-key-${number}`
  const refused = [401, true]
  const stopped = [429, false]

  it('are ten for an address, whatever the keys', async () => {
    for (let time = 0; time < 10; time++) expect(await sign('a', wrong(time))).toEqual(refused)
    expect(await sign('a', wrong(10))).toEqual(stopped)
    expect(await sign('a', world.place.keys.manager)).toEqual(stopped)
    expect(await sign('b', world.place.keys.manager)).toEqual([201, true])
    expect(world.sent('iam', 'POST')).toHaveLength(11)
  })

  it('are ten for an IPv6 network, whatever the address in it', async () => {
    for (let time = 0; time < 10; time++) {
      expect(await sign(`2001:db8:0:1::${time}`, wrong(time))).toEqual(refused)
    }
    expect(await sign('2001:db8:0:1:ffff::1', wrong(10))).toEqual(stopped)
    expect(await sign('2001:db8:0:2::1', wrong(11))).toEqual(refused)
  })

  it('are ten for a key, whatever the address', async () => {
    for (let time = 0; time < 10; time++) expect(await sign(`c${time}`, wrong(0))).toEqual(refused)
    expect(await sign('d', wrong(0))).toEqual(stopped)
    expect(await sign('d', wrong(1))).toEqual(refused)
  })

  it('are forgotten after ten minutes, and the wait is said', async () => {
    for (let time = 0; time < 10; time++) await sign('e', wrong(time))
    const visitor = world.visitor('e')
    const problem = await visitor.refused('createSession', { body: { apiKey: wrong(1) } })
    expect(problem).toMatchObject({ code: 'rate_limited', status: 429 })
    expect(problem.retryAfter).toBeGreaterThan(580)
    expect(problem.retryAfter).toBeLessThanOrEqual(600)
    world.letTimePass(Number(problem.retryAfter) * 1000)
    expect(await sign('e', wrong(1))).toEqual(refused)
  })

  it('of an address are not bought off by a good key', async () => {
    for (let time = 0; time < 9; time++) await sign('f', wrong(time))
    expect(await sign('f', world.place.keys.manager)).toEqual([201, true])
    expect(await sign('f', wrong(9))).toEqual(refused)
    expect(await sign('f', wrong(10))).toEqual(stopped)
  })

  it('cannot slip through all at once', async () => {
    const burst = Array.from({ length: 30 }, (_, at) => sign('g', wrong(at)))
    const statuses = (await Promise.all(burst)).map(([status]) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
    expect(world.sent('iam', 'POST')).toHaveLength(10)
  })

  it('are not made of thirty good ones at once', async () => {
    const burst = Array.from({ length: 30 }, () => sign('h', world.place.keys.manager))
    const statuses = (await Promise.all(burst)).map(([status]) => status)
    expect(statuses).toEqual(Array(30).fill(201))
    for (let time = 0; time < 10; time++) expect(await sign('h', wrong(time))).toEqual(refused)
  })

  it('come in no crowd that would keep everyone else waiting', async () => {
    const burst = Array.from({ length: 200 }, (_, at) => sign('k', wrong(at)))
    const statuses = (await Promise.all(burst)).map(([status]) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(190)
    expect(world.sent('iam', 'POST')).toHaveLength(10)
    expect(await sign('l', world.place.keys.manager)).toEqual([201, true])
    world.letTimePass(11 * 60_000)
    expect(await sign('k', world.place.keys.manager)).toEqual([201, true])
  })

  it('of nobody’s choice of an account leave nothing behind', async () => {
    const db = await world.db()
    const count = async () => (await db.selectFrom('sign_in_failures').selectAll().execute()).length
    const before = await count()
    const body = { continuation: 'A'.repeat(200), accountId: 'a' }
    for (let time = 0; time < 12; time++) {
      const problem = await world.visitor('m').refused('createSession', { body })
      expect(problem).toMatchObject({ status: 401, reason: 'choice_expired' })
    }
    expect(await count()).toBe(before)
  })

  it('of one choice of an account count together, however it is spelled', async () => {
    const [passcode = ''] = world.place.passcodesWithoutAccount
    const { continuation } = await world
      .visitor('n')
      .refused('createSession', { body: { passcode } })
    const spellings = sameBytes(String(continuation))
    const choose = async (number: number) => {
      const spelled = spellings[number % spellings.length]
      const body = { continuation: spelled, accountId: number.toString(16).padStart(32, '0') }
      return (await world.visitor(`n${number}`).call('createSession', { body })).status
    }
    for (let time = 0; time < 10; time++) expect(await choose(time)).toBe(401)
    expect(await choose(10)).toBe(429)
  })

  it('are kept without the key', async () => {
    await sign('i', wrong(1))
    const db = await world.db()
    const rows = await db.selectFrom('sign_in_failures').selectAll().execute()
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toContain('FAKE')
  })
})
