import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApprovalScene } from '@/lib/testing/changes'
import { jobInput } from '@/lib/testing/inputs'
import { SilentProxy } from '@/lib/testing/silent-proxy'
import { teamEnv } from '@/lib/testing/team'
import { testDatabaseUrl } from '@/lib/testing/test-env'
import { World } from '@/lib/testing/world'
import { startPostgres } from '@/scripts/lib/postgres.mjs'

/** How long the database is away at least. */
const awayMs = 1_000 * Number(process.env.AWAY_SECONDS ?? 1)
/** So that a connection is given up after three seconds already. */
const statementTimeoutMs = Number(process.env.STATEMENT_TIMEOUT_MS ?? 1_000)

describe.skipIf(!testDatabaseUrl)('while PostgreSQL can’t be reached', () => {
  const world = new World()
  const s = new ApprovalScene(world)
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let proxy: SilentProxy
  beforeAll(async () => {
    postgres = await startPostgres()
    const url = new URL(postgres.url)
    proxy = new SilentProxy({ host: url.hostname, port: Number(url.port) })
    url.port = String(await proxy.open())
    url.searchParams.set('statement_timeout', String(statementTimeoutMs))
    const APP_SECRET = randomBytes(32).toString('base64')
    await world.open('sqlite', { env: { ...teamEnv, DATABASE_URL: url.href, APP_SECRET } })
  }, 60_000)
  afterEach(() => proxy.speak())
  afterAll(async () => {
    proxy.speak()
    await world.close()
    await proxy.close()
    await postgres.stop()
  })

  /** Answers of requests that come all the time, until they are to stop. */
  async function asked(until: () => boolean): Promise<{ status: number; tookMs: number }[]> {
    const params = s.place
    const calls = [
      ['getSession', {}],
      ['listJobs', { params }],
      ['createJob', { params, body: jobInput(world, { name: 'never-made' }) }],
      ['listChangeRequests', {}],
      ['health', {}],
    ] as const
    const answers: { status: number; tookMs: number }[] = []
    await Promise.all(
      calls.map(async ([name, input]) => {
        do {
          const began = performance.now()
          const { status, body } = await s.admin.call(name, input)
          answers.push({ status, tookMs: performance.now() - began })
          expect([name, status, Object(body).code]).toEqual([name, 503, 'database_unavailable'])
        } while (!until())
      }),
    )
    return answers
  }

  it.each<[string, () => unknown, () => unknown]>([
    ['is silent', () => proxy.silence(), () => proxy.speak()],
    ['is stopped', () => postgres.halt(), () => postgres.resume()],
  ])(
    'since it %s, requests say so in time, and all goes on by itself afterwards',
    async (_, leave, comeBack) => {
      await s.begin()
      const { id } = await s.asksForJob()
      world.sent('cis')
      await leave()
      const began = performance.now()
      const answers = await asked(() => performance.now() - began > awayMs)
      expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(27_000)
      expect(world.sent('cis', 'POST')).toEqual([])

      await comeBack()
      await expect.poll(async () => (await s.admin.call('getSession')).status).toBe(200)
      expect(await s.decide(id)).toMatchObject({ status: 'carried_out' })
      expect(await s.list()).toHaveLength(1)
    },
    120_000,
  )

  it.each([
    ['before its record', [/change\.approve/]],
    ['before it is committed', [/change\.approve/, /commit/i]],
    ['before the write is on record', [/change\.approve/, /commit/i, /job\.create/]],
    [
      'before the write’s record is committed',
      [/change\.approve/, /commit/i, /job\.create/, /commit/i],
    ],
  ])(
    'an approval that is met %s is whole or was never made',
    async (_, marks) => {
      await s.begin()
      const { id } = await s.asksForJob()
      world.sent('cis')
      proxy.silenceAt(...marks)
      const decision = { params: { id }, body: { approve: true } }
      const { status, body } = await s.admin.call('decideChangeRequest', decision)
      expect(proxy.isSilent).toBe(true)
      expect([status, Object(body).code]).toEqual([503, 'database_unavailable'])
      const began = performance.now()
      await asked(() => performance.now() - began > awayMs)

      proxy.speak()
      await expect.poll(async () => (await s.admin.call('getSession')).status).toBe(200)
      const approvals = async () =>
        (await s.recorded()).filter(({ action }) => action === 'change.approve').length
      const found = await s.get(id)
      expect(['waiting', 'approved']).toContain(found.status)
      expect(await approvals()).toBe(found.status === 'waiting' ? 0 : 1)
      if (found.status === 'waiting') await s.decide(id)
      for (let round = 0; round < 4; round++) await s.later()
      const admin = await s.somebody('administrator')
      expect(await s.get(id, admin)).toMatchObject({ status: 'carried_out', detail: null })
      expect(await approvals()).toBe(1)
      expect(world.simulator.state.jobs.size).toBe(1)
      expect(world.sent('cis', 'POST')).toHaveLength(1)
    },
    120_000,
  )
})
