import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobInput } from '@/lib/testing/inputs'
import { signInPerson, teamEnv } from '@/lib/testing/team'
import { testDatabaseUrl } from '@/lib/testing/test-env'
import type { Visitor } from '@/lib/testing/visitor'
import { World } from '@/lib/testing/world'
import { startPostgres } from '@/scripts/lib/postgres.mjs'

describe.skipIf(!testDatabaseUrl)('while PostgreSQL is away', () => {
  const world = new World()
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let manager: Visitor
  let admin: Visitor
  beforeAll(async () => {
    postgres = await startPostgres()
    await world.open('sqlite', {
      env: {
        ...teamEnv,
        ADMIN_GROUPS: 'admins',
        DATABASE_URL: postgres.url,
        APP_SECRET: randomBytes(32).toString('base64'),
      },
    })
    manager = await world.signIn()
    admin = await signInPerson(world, { subject: 'admin', groups: ['admins'] })
  }, 60_000)
  afterAll(async () => {
    await world.close()
    await postgres.stop()
  })

  it('every operation says so, and all goes on by itself once it is back', async () => {
    const params = world.zone('playground')
    await manager.ok('listJobs', { params })
    await postgres.halt()
    const { keys } = world.place
    world.sent('cis')
    for (const [name, input] of [
      ['health', {}],
      ['getSession', {}],
      ['listInstances', {}],
      ['listJobs', { params }],
      ['createJob', { params, body: jobInput(world) }],
      ['createSession', { body: { apiKey: keys.reader } }],
      ['deleteSession', {}],
      ['listActivity', {}],
    ] as const) {
      const answer = await manager.call(name, input)
      expect([name, answer.status]).toEqual([name, 503])
      expect(answer.body).toMatchObject({
        code: 'database_unavailable',
        detail: expect.stringContaining('can’t reach its database'),
        retryAfter: 5,
      })
      expect(answer.headers.get('retry-after')).toBe('5')
    }
    const ready = await manager.call('ready')
    expect(ready.status).toBe(503)
    expect(ready.body).toEqual({
      status: 'not_ready',
      checks: [{ name: 'database', ok: false, detail: 'The database can’t be reached or used.' }],
    })
    expect(world.sent('cis')).toEqual([])
    const { settleDue } = await import('./services/settlement/background')
    const { moveDue } = await import('./services/moves/background')
    const { lookDue } = await import('./services/connections/background')
    await Promise.all([settleDue(), moveDue(), lookDue()])

    await postgres.resume()
    await manager.ok('listJobs', { params })
    const made = await manager.ok('createJob', { params, body: jobInput(world) })
    const { items } = await manager.ok('listActivity')
    expect(items[0]).toMatchObject({ action: 'job.create', outcome: 'succeeded', jobId: made.id })
    await Promise.all([settleDue(), moveDue(), lookDue()])
  }, 60_000)

  it('leaves no grant without its record, nor a record without its grant', async () => {
    const grant = {
      subject: { kind: 'group', name: 'shop' },
      role: 'viewer',
      scope: { kind: 'all' },
    }
    let isAway = false
    const give = async () => {
      const statuses: number[] = []
      while (!isAway) statuses.push((await admin.call('createGrant', { body: grant })).status)
      return statuses
    }
    const giving = [give(), give(), give()]
    const given = () => admin.ok('listGrants').then(({ items }) => items.length)
    await expect.poll(given, { timeout: 20_000 }).toBeGreaterThan(5)
    await postgres.halt()
    isAway = true
    const statuses = (await Promise.all(giving)).flat()
    expect(new Set(statuses).isSubsetOf(new Set([201, 503]))).toBe(true)
    await postgres.resume()
    const db = await world.db()
    const counted = async (table: 'grants' | 'audit_attempts') => {
      const count = db.fn.countAll<number>().as('count')
      const all = db.selectFrom(table).select(count)
      const rows =
        table === 'grants' ? all : all.where('action' as never, '=', 'grant.create' as never)
      return Number((await rows.executeTakeFirstOrThrow()).count)
    }
    const grants = await counted('grants')
    expect(grants).toBe(await counted('audit_attempts'))
    // What was answered with 201 is there; an answer that got lost may be, too.
    const answered = statuses.filter((status) => status === 201).length
    expect(grants).toBeGreaterThanOrEqual(answered)
    expect(grants).toBeLessThanOrEqual(answered + 3)
  }, 60_000)
})
