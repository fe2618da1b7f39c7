import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { appendAttempt, appendOutcome, type NewAttempt, type NewOutcome } from './audit'
import { decodeCursor, encodeCursor } from './audit-cursor'
import { type AuditFilter, listAudit, listUnsettled } from './audit-list'
import { createId } from './id'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000
const zoneId = '0123456789abcdef0123456789abcdef'
const actor = { id: 'IBMid-1', name: 'Ada Example', email: 'ada@example.com', address: '127.0.0.1' }

function attempt(given: Partial<NewAttempt> = {}): NewAttempt {
  return {
    accountId: 'account-1',
    actor,
    action: 'job.update',
    instanceId: 'instance-1',
    zoneId,
    zoneName: 'example.com',
    jobId: '12',
    jobName: 'to-cos',
    requestId: 'request-1',
    before: { enabled: true },
    after: { enabled: false },
    ...given,
  }
}

describeEngines('audit', (openTestDb, engine) => {
  let test: TestDb
  // The tables can only grow, so each test looks at an account of its own.
  let accountId: string
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    accountId = createId()
  })

  const append = (given: Partial<NewAttempt> = {}, at = start) =>
    appendAttempt(test.db, attempt({ accountId, ...given }), at)
  const settle = (id: string, outcome: NewOutcome, at = start + 5) =>
    appendOutcome(test.db, id, outcome, at)
  const list = (given: Partial<AuditFilter> = {}, now = start) =>
    listAudit(test.db, { accountId, instanceIds: ['instance-1'], limit: 50, ...given }, now)
  const ids = async (given: Partial<AuditFilter> = {}, now = start) =>
    (await list(given, now)).items.map((item) => item.id)

  it('gives an attempt back as it was written, under way', async () => {
    const id = await append()
    const { items, nextCursor } = await list()
    expect(nextCursor).toBeNull()
    expect(items).toEqual([
      {
        ...attempt({ accountId }),
        id,
        at: start,
        outcome: 'pending',
        settledAt: null,
        correlationId: null,
        code: null,
        detail: null,
      },
    ])
  })

  it('joins the outcome: the new job’s id, and the object as it was found', async () => {
    const id = await append({ action: 'job.create', jobId: null, jobName: null, before: undefined })
    await settle(id, {
      outcome: 'succeeded',
      correlationId: 'correlation-1',
      jobId: '77',
      jobName: 'made',
      after: { enabled: true },
    })
    expect((await list()).items[0]).toMatchObject({
      outcome: 'succeeded',
      settledAt: start + 5,
      correlationId: 'correlation-1',
      jobId: '77',
      jobName: 'made',
      before: null,
      after: { enabled: true },
    })
    expect(await ids({ jobId: '77' })).toEqual([id])
  })

  it('keeps what was asked for when the outcome brings no object', async () => {
    const id = await append()
    await settle(id, { outcome: 'failed', code: 'role_missing', detail: 'A role is missing.' })
    expect((await list()).items[0]).toMatchObject({
      outcome: 'failed',
      code: 'role_missing',
      detail: 'A role is missing.',
      jobId: '12',
      after: { enabled: false },
    })
  })

  it('calls an attempt without an outcome unknown after a minute', async () => {
    await append()
    const outcomeAt = async (now: number) => (await list({}, now)).items[0]?.outcome
    expect(await outcomeAt(start + 59_999)).toBe('pending')
    expect(await outcomeAt(start + 60_000)).toBe('unknown')
  })

  it.each<[NewOutcome['outcome'][], boolean[], string]>([
    [['unknown', 'succeeded'], [true, true], 'succeeded'],
    [['unknown', 'unknown', 'failed', 'succeeded'], [true, false, true, false], 'failed'],
    [['succeeded', 'failed', 'unknown'], [true, false, false], 'succeeded'],
  ])('of the outcomes %j it takes %j', async (outcomes, taken, latest) => {
    const id = await append()
    const results: boolean[] = []
    for (const outcome of outcomes) results.push(await settle(id, { outcome }))
    expect(results).toEqual(taken)
    expect((await list()).items).toMatchObject([{ id, outcome: latest }])
  })

  it('takes one of many outcomes written at once', async () => {
    const id = await append()
    await settle(id, { outcome: 'unknown' })
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        settle(id, { outcome: index % 2 ? 'succeeded' : 'failed', detail: String(index) }),
      ),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    expect((await list()).items[0]?.detail).toBe(String(results.indexOf(true)))
  })

  it('takes no outcome without its attempt', async () => {
    await expect(settle(createId(), { outcome: 'succeeded' })).rejects.toThrow()
  })

  it.each([
    'update audit_attempts set actor_name = actor_id',
    'delete from audit_attempts',
    "update audit_outcomes set outcome = 'succeeded'",
    'delete from audit_outcomes',
  ])('cannot be rewritten: %s', async (statement) => {
    const id = await append()
    await settle(id, { outcome: 'failed' })
    await expect(sql.raw(statement).execute(test.db)).rejects.toThrow('append only')
    expect((await list()).items).toMatchObject([{ id, outcome: 'failed', actor }])
  })

  it.runIf(engine === 'sqlite')('cannot be replaced row by row', async () => {
    const id = await append()
    const replacing = sql`replace into audit_attempts select * from audit_attempts where id = ${id}`
    await expect(replacing.execute(test.db)).rejects.toThrow('append only')
  })

  it.runIf(engine === 'postgres')('cannot be truncated', async () => {
    const truncating = sql`truncate audit_attempts, audit_outcomes`
    await expect(truncating.execute(test.db)).rejects.toThrow('append only')
  })

  describe('filters', () => {
    it('shows only the account’s rows in visible instances', async () => {
      const mine = await append()
      await append({ instanceId: 'instance-2' })
      await append({ accountId: 'another account' })
      expect(await ids()).toEqual([mine])
      expect(await ids({ instanceIds: ['instance-1', 'instance-2'] })).toHaveLength(2)
      expect(await ids({ instanceIds: [] })).toEqual([])
    })

    it('by zone, job and action', async () => {
      const base = await append()
      const otherZone = await append({ zoneId: 'f'.repeat(32) })
      const otherJob = await append({ jobId: '13' })
      const otherAction = await append({ action: 'job.delete' })
      const noZone = await append({ zoneId: null, jobId: null })
      expect(await ids({ zoneId })).toEqual([otherAction, otherJob, base])
      expect(await ids({ jobId: '13' })).toEqual([otherJob])
      expect(await ids({ action: 'job.delete' })).toEqual([otherAction])
      expect(await ids({ zoneId: 'f'.repeat(32), jobId: '12' })).toEqual([otherZone])
      expect(await ids()).toContain(noZone)
    })

    it('by outcome, with unknown for those that nobody heard of again', async () => {
      const now = start + 100_000
      const silent = await append({}, start)
      const underWay = await append({}, now - 1000)
      const succeeded = await append({}, now)
      const failed = await append({}, now)
      const unknown = await append({}, now)
      const settledLater = await append({}, now)
      await settle(succeeded, { outcome: 'succeeded' })
      await settle(failed, { outcome: 'failed' })
      await settle(unknown, { outcome: 'unknown' })
      await settle(settledLater, { outcome: 'unknown' })
      await settle(settledLater, { outcome: 'succeeded' })
      expect(await ids({ outcome: 'pending' }, now)).toEqual([underWay])
      expect(await ids({ outcome: 'unknown' }, now)).toEqual([unknown, silent])
      expect(await ids({ outcome: 'succeeded' }, now)).toEqual([settledLater, succeeded])
      expect(await ids({ outcome: 'failed' }, now)).toEqual([failed])
      const all = (await list({}, now)).items
      for (const outcome of ['pending', 'unknown', 'succeeded', 'failed'] as const) {
        const sameInList = all.filter((item) => item.outcome === outcome).map((item) => item.id)
        expect(await ids({ outcome }, now)).toEqual(sameInList)
      }
    })

    it('by actor: the id, or part of the name or address, taken literally', async () => {
      const ada = await append()
      const grace = await append({
        actor: { id: 'IBMid-2', name: '100% Grace_', email: 'grace@example.com', address: '' },
      })
      expect(await ids({ actor: 'IBMid-1' })).toEqual([ada])
      expect(await ids({ actor: 'GRACE' })).toEqual([grace])
      expect(await ids({ actor: 'ada@' })).toEqual([ada])
      expect(await ids({ actor: '0% g' })).toEqual([grace])
      expect(await ids({ actor: 'e_' })).toEqual([grace])
      expect(await ids({ actor: "a%a' or 1=1 --" })).toEqual([])
    })
  })

  describe('pages', () => {
    it('neither repeat nor skip a row while others are written', async () => {
      const written: string[] = []
      for (let index = 0; index < 23; index++) written.push(await append({}, start + index))
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const [page] = await Promise.all([
          list({ limit: 5, cursor }),
          append({}, start + 100),
          append({}, start + 100),
        ])
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((id) => written.includes(id))).toEqual(written.toReversed())
      expect(seen).toEqual(seen.toSorted().toReversed())
    })

    it('end exactly at the last row', async () => {
      await append()
      await append()
      const first = await list({ limit: 1 })
      const second = await list({ limit: 1, cursor: first.nextCursor ?? '' })
      expect(first.nextCursor).not.toBeNull()
      expect(second).toMatchObject({ items: [{}], nextCursor: null })
      expect((await list({ limit: 2 })).nextCursor).toBeNull()
    })
  })

  it('lists what is not settled, oldest first', async () => {
    const silent = await append({}, start)
    const unknown = await append({ zoneId: 'f'.repeat(32) }, start + 1)
    const settled = await append({}, start + 2)
    const young = await append({}, start + 50)
    await append({ instanceId: 'instance-2' }, start)
    await settle(unknown, { outcome: 'unknown' })
    await settle(settled, { outcome: 'unknown' })
    await settle(settled, { outcome: 'failed' })
    const filter = { accountId, instanceIds: ['instance-1'] }
    const unsettled = async (given: {
      before: number
      after?: number
      limit?: number
      zoneId?: string
    }) => (await listUnsettled(test.db, { ...filter, ...given })).map((item) => item.id)
    expect(await unsettled({ before: start + 50 })).toEqual([silent, unknown])
    expect(await unsettled({ before: start + 51 })).toEqual([silent, unknown, young])
    expect(await unsettled({ before: start + 51, after: start, limit: 1 })).toEqual([unknown])
    expect(await unsettled({ before: start + 51, zoneId: 'f'.repeat(32) })).toEqual([unknown])
  })
})

describe('a cursor', () => {
  it('comes back as the id it was made of', () => {
    const id = createId()
    expect(decodeCursor(encodeCursor(id))).toBe(id)
    expect(encodeCursor(id)).toMatch(/^[\w-]{1,128}$/)
  })

  it.each([
    '',
    'x',
    'YTE6',
    `${encodeCursor(createId())}=`,
    `${encodeCursor(createId())} `,
    encodeCursor("' or '1'='1"),
    encodeCursor(createId().toUpperCase()),
    Buffer.from(`b1:${createId()}`).toString('base64url'),
  ])('is refused when it is none of ours: %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(AppError)
    expect(() => decodeCursor(cursor)).toThrow(/^bad_request/)
  })
})
