import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../errors'
import { appendAttempt, appendOutcome, type NewAttempt, type NewOutcome } from './audit'
import { decodeCursor, encodeCursor } from './audit-cursor'
import {
  type AuditFilter,
  findAttempt,
  findAttemptOf,
  listAttemptsAbout,
  listAudit,
} from './audit-list'
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

  it('numbers every row without a gap, whatever was refused', async () => {
    const numbers = async () => {
      const [attempts, outcomes] = await Promise.all([
        test.db.selectFrom('audit_attempts').select('seq').execute(),
        test.db.selectFrom('audit_outcomes').select('seq').execute(),
      ])
      return [...attempts, ...outcomes].map(({ seq }) => seq).sort((a, b) => a - b)
    }
    const made = await Promise.all(Array.from({ length: 8 }, () => append()))
    await Promise.all(
      made.flatMap((id) => [
        settle(id, { outcome: 'unknown' }),
        settle(id, { outcome: 'unknown' }),
        settle(id, { outcome: 'failed' }),
        settle(createId(), { outcome: 'failed' }).catch(() => false),
      ]),
    )
    const all = await numbers()
    expect(all).toEqual(all.map((_, at) => at + 1))
    const head = await test.db.selectFrom('audit_head').selectAll().execute()
    expect(head).toEqual([{ id: 1, seq: all.length }])
  })

  it('is written with what else the caller’s transaction writes, or not at all', async () => {
    const note = { bucket: accountId, window_start: 0, count: 1 }
    const writing = (fail: boolean) =>
      test.db.transaction().execute(async (transaction) => {
        const id = await appendAttempt(transaction, attempt({ accountId }), start)
        await appendOutcome(transaction, id, { outcome: 'succeeded' }, start)
        await transaction.insertInto('sign_in_failures').values(note).execute()
        if (fail) throw new Error('stop')
      })
    await expect(writing(true)).rejects.toThrow('stop')
    expect(await ids()).toEqual([])
    await writing(false)
    expect((await list()).items).toMatchObject([{ outcome: 'succeeded' }])
  })

  it('is found by id, with its newest outcome', async () => {
    const id = await append()
    expect(await findAttempt(test.db, id, start)).toMatchObject({ id, outcome: 'pending' })
    expect(await findAttempt(test.db, id, start + 60_000)).toMatchObject({ outcome: 'unknown' })
    await settle(id, { outcome: 'unknown', code: 'ibm_timeout' })
    await settle(id, { outcome: 'failed', code: 'gone' })
    expect(await findAttempt(test.db, id, start)).toEqual((await list()).items[0])
    expect(await findAttempt(test.db, id, start)).toMatchObject({ accountId, code: 'gone' })
    expect(await findAttempt(test.db, createId(), start)).toBeNull()
  })

  it('tells what else was tried about a job or in a zone since a time, in the order of writing', async () => {
    const zone = createId().replaceAll('-', '')
    const here = { zoneId: zone, jobId: '12' }
    await append(here, start - 1)
    const first = await append(here, start + 9)
    const created = await append({ zoneId: zone, jobId: null, action: 'job.create' }, start)
    const other = await append({ zoneId: zone, jobId: '13' }, start + 1)
    await append({ ...here, zoneId }, start)
    await append({ ...here, accountId: 'another account' }, start)
    await append({ ...here, instanceId: 'instance-2' }, start)
    await settle(created, { outcome: 'succeeded', jobId: '12' })
    const about = { accountId, instanceId: 'instance-1', zoneId: zone, since: start }
    const tried = async (given: { jobId?: string } = {}) =>
      (await listAttemptsAbout(test.db, { ...about, ...given }, start)).map(({ id }) => id)
    expect(await tried()).toEqual([first, created, other])
    expect(await tried({ jobId: '12' })).toEqual([first, created])
    const [row] = await listAttemptsAbout(test.db, { ...about, jobId: '13' }, start)
    expect(row).toEqual(await findAttempt(test.db, other, start))
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

    it('by actor in any case, letters beyond ASCII too, and under each name they had', async () => {
      const person = { id: 'IBMid-3', email: 'a@example.com', address: '' }
      const before = await append({ actor: { ...person, name: 'Ägidius Straße' } })
      await append({ actor: { ...person, id: 'IBMid-4', name: 'Someone else' } })
      const after = await append({ actor: { ...person, name: 'ÄGIDIUS Weber' } })
      expect(await ids({ actor: 'ägidius' })).toEqual([after, before])
      expect(await ids({ actor: 'ÄGIDIUS STRA' })).toEqual([before])
      expect(await ids({ actor: 'IBMid-3' })).toEqual([after, before])
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
    })

    it('neither skip nor repeat what processes with other clocks write', async () => {
      // A copy of the module makes its ids by itself, as another process does.
      vi.resetModules()
      const other: typeof import('./audit') = await import('./audit')
      const appendBehind = () =>
        other.appendAttempt(test.db, attempt({ accountId }), start - 60_000)
      const written: string[] = []
      for (let at = 0; at < 6; at++) {
        written.push(await append({}, start + at), await appendBehind())
      }
      const all = (await ids()).toReversed()
      expect(all).toEqual(written)
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ limit: 5, cursor })
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
        await appendBehind()
      } while (cursor)
      expect(seen).toEqual(written.toReversed())
      expect((await ids()).slice(-written.length)).toEqual(written.toReversed())
    })

    it('only ever grow at the top while many write', async () => {
      const writing = Array.from({ length: 40 }, async (_, index) => {
        const id = await append({}, start + index)
        await settle(id, { outcome: 'succeeded' })
      })
      let written = false
      const all = Promise.all(writing).then(() => {
        written = true
      })
      let before: string[] = []
      while (!written) {
        const now = await ids()
        expect(now.slice(now.length - before.length)).toEqual(before)
        before = now
      }
      await all
      expect(await ids()).toHaveLength(40)
    })

    it('of several instances are one list', async () => {
      const written: string[] = []
      for (let index = 0; index < 20; index++)
        written.push(await append({ instanceId: `instance-${index % 3}` }))
      const instanceIds = ['instance-0', 'instance-1', 'instance-2', 'instance-3']
      const visible = written.toReversed()
      const first = await list({ instanceIds, limit: 12 })
      const second = await list({ instanceIds, limit: 12, cursor: first.nextCursor ?? '' })
      expect([...first.items, ...second.items].map((item) => item.id)).toEqual(visible)
      expect(second.nextCursor).toBeNull()
      const many = [...instanceIds, ...Array.from({ length: 700 }, (_, at) => `more-${at}`)]
      expect(await ids({ instanceIds: many, outcome: 'unknown' }, start + 100_000)).toEqual(visible)
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

  it('is found by the request that made it, in its account alone', async () => {
    const requestId = crypto.randomUUID()
    const id = await append({ requestId })
    expect((await findAttemptOf(test.db, accountId, requestId))?.id).toBe(id)
    expect(await findAttemptOf(test.db, 'another', requestId)).toBeNull()
    expect(await findAttemptOf(test.db, accountId, crypto.randomUUID())).toBeNull()
  })

  it('is unknown for one reason, then for another, until it is settled', async () => {
    const id = await append({})
    const unknown = { outcome: 'unknown', code: 'outcome_unknown' } as const
    expect(await appendOutcome(test.db, id, unknown)).toBe(true)
    expect(await appendOutcome(test.db, id, unknown)).toBe(false)
    expect(await appendOutcome(test.db, id, { ...unknown, code: 'never_learnt' })).toBe(true)
    expect(await appendOutcome(test.db, id, { outcome: 'succeeded' })).toBe(true)
    expect(await appendOutcome(test.db, id, { ...unknown, code: 'undecidable' })).toBe(false)
  })
})

const encoded = (text: string) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  it.each([1, 51, Number.MAX_SAFE_INTEGER])(
    'comes back as the number it was made of: %i',
    (seq) => {
      expect(decodeCursor(encodeCursor(seq))).toBe(seq)
      expect(encodeCursor(seq)).toMatch(/^[\w-]{1,128}$/)
    },
  )

  it.each([
    '',
    'x',
    'YTE6',
    `${encodeCursor(7)}=`,
    `${encodeCursor(7)} `,
    ...[
      'a2:0',
      'a2:-1',
      'a2:07',
      'a2:1e3',
      'a2:7.5',
      'a2: 7',
      'a2:',
      'b2:7',
      'a2:9007199254740992',
    ].map(encoded),
    encoded("a2:' or '1'='1"),
    // Of a version that went by the ids of attempts.
    encoded(`a1:${createId()}`),
  ])('is refused when it is none of ours: %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(AppError)
    expect(() => decodeCursor(cursor)).toThrow(/^bad_request/)
  })
})
