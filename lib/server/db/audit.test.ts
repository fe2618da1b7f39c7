import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { appendAttempt, appendEvent, appendOutcome, type NewOutcome } from './audit'
import { chainStart, hashOf } from './audit-hash'
import { findAttempt, findAttemptOf, listAttemptsAbout } from './audit-list'
import { readChain } from './audit-rows'
import { createId } from './id'
import { actor, attempt, start, useAudit, zoneId } from './test-audit'
import { describeEngines } from './test-engines'

describeEngines('audit', (openTestDb, engine) => {
  const audit = useAudit(openTestDb)
  const { append, settle, list, ids } = audit

  it('gives an attempt back as it was written, under way', async () => {
    const id = await append()
    const { items, nextCursor } = await list()
    expect(nextCursor).toBeNull()
    expect(items).toEqual([
      {
        ...attempt({ accountId: audit.accountId }),
        connectionId: null,
        subject: null,
        id,
        seq: 1,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
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
        audit.test.db.selectFrom('audit_attempts').select('seq').execute(),
        audit.test.db.selectFrom('audit_outcomes').select('seq').execute(),
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
    const head = await audit.test.db.selectFrom('audit_head').selectAll().execute()
    expect(head).toMatchObject([{ id: 1, seq: all.length }])
  })

  it('gives back every text as the chain has it', async () => {
    const odd = 'half \ud83d a pair, \0 nothing, é, 😀, "\u2028"'
    const id = await append({ jobName: odd, subject: odd, after: { odd } })
    await settle(id, { outcome: 'failed', detail: odd })
    let hash = chainStart
    for await (const batch of readChain(audit.test.db, 0)) {
      for (const { table, row } of batch) {
        hash = hashOf(hash, table, row)
        expect(row.hash).toBe(hash)
      }
    }
    const [item] = (await list()).items
    const kept = 'half � a pair, � nothing, é, 😀, "\u2028"'
    expect(item).toMatchObject({ hash, jobName: kept, subject: kept, detail: kept, after: { odd } })
  })

  it('is done and over at once, for what is not done at IBM', async () => {
    const place = { accountId: '', instanceId: '', zoneId: null, jobId: null }
    const subject = 'viewer on shop.example to group net-ops'
    const event = attempt({ ...place, action: 'grant.create', subject })
    const id = await appendEvent(audit.test.db, event, { outcome: 'succeeded' }, start)
    expect(await findAttempt(audit.test.db, id, start)).toMatchObject({
      ...{ ...place, action: 'grant.create', subject, via: 'session', connectionId: null },
      ...{ outcome: 'succeeded', settledAt: start },
    })
    const failing = audit.test.db.transaction().execute(async (transaction) => {
      await appendEvent(transaction, event)
      throw new Error('not granted')
    })
    await expect(failing).rejects.toThrow('not granted')
    const last = await audit.test.db
      .selectFrom('audit_attempts')
      .select('id')
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    expect(last).toEqual({ id })
  })

  it('is written with what else the caller’s transaction writes, or not at all', async () => {
    const note = { bucket: audit.accountId, window_start: 0, count: 1 }
    const writing = (fail: boolean) =>
      audit.test.db.transaction().execute(async (transaction) => {
        const id = await appendAttempt(transaction, attempt({ accountId: audit.accountId }), start)
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
    expect(await findAttempt(audit.test.db, id, start)).toMatchObject({ id, outcome: 'pending' })
    expect(await findAttempt(audit.test.db, id, start + 60_000)).toMatchObject({
      outcome: 'unknown',
    })
    await settle(id, { outcome: 'unknown', code: 'ibm_timeout' })
    await settle(id, { outcome: 'failed', code: 'gone' })
    expect(await findAttempt(audit.test.db, id, start)).toEqual((await list()).items[0])
    expect(await findAttempt(audit.test.db, id, start)).toMatchObject({
      accountId: audit.accountId,
      code: 'gone',
    })
    expect(await findAttempt(audit.test.db, createId(), start)).toBeNull()
  })

  it('tells what else was tried in a zone since a time, in the order of writing', async () => {
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
    const about = {
      accountId: audit.accountId,
      instanceId: 'instance-1',
      zoneId: zone,
      since: start,
    }
    const tried = await listAttemptsAbout(audit.test.db, about, start)
    expect(tried.map(({ id }) => id)).toEqual([first, created, other])
    expect(tried[1]).toMatchObject({ jobId: '12' })
    expect(tried[2]).toEqual(await findAttempt(audit.test.db, other, start))
  })

  it('tells the newest of a zone where more was tried than anybody looks through', async () => {
    const zone = createId().replaceAll('-', '')
    const last = await audit.test.db.transaction().execute(async (transaction) => {
      let id = ''
      for (let nth = 0; nth <= 1_000; nth++) {
        id = await appendAttempt(
          transaction,
          attempt({ accountId: audit.accountId, zoneId: zone }),
          start + nth,
        )
      }
      return id
    })
    const about = {
      accountId: audit.accountId,
      instanceId: 'instance-1',
      zoneId: zone,
      since: start,
    }
    const tried = await listAttemptsAbout(audit.test.db, about, start)
    expect(tried).toHaveLength(1_000)
    expect(tried.at(-1)?.id).toBe(last)
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
    await expect(sql.raw(statement).execute(audit.test.db)).rejects.toThrow('append only')
    expect((await list()).items).toMatchObject([{ id, outcome: 'failed', actor }])
  })

  it.runIf(engine === 'sqlite')('cannot be replaced row by row', async () => {
    const id = await append()
    const replacing = sql`replace into audit_attempts select * from audit_attempts where id = ${id}`
    await expect(replacing.execute(audit.test.db)).rejects.toThrow('append only')
  })

  it.runIf(engine === 'postgres')('cannot be truncated', async () => {
    const truncating = sql`truncate audit_attempts, audit_outcomes`
    await expect(truncating.execute(audit.test.db)).rejects.toThrow('append only')
  })

  it('is found by the request that made it, for its person in its account alone', async () => {
    const requestId = crypto.randomUUID()
    const person = { accountId: audit.accountId, actorId: actor.id }
    const id = await append({ requestId })
    expect((await findAttemptOf(audit.test.db, person, requestId))?.id).toBe(id)
    expect(
      await findAttemptOf(audit.test.db, { ...person, accountId: 'another' }, requestId),
    ).toBeNull()
    expect(
      await findAttemptOf(audit.test.db, { ...person, actorId: 'another' }, requestId),
    ).toBeNull()
    expect(await findAttemptOf(audit.test.db, person, crypto.randomUUID())).toBeNull()
  })

  it('is found although somebody else took the id of its request for one of theirs', async () => {
    const requestId = crypto.randomUUID()
    const other = { ...actor, id: 'IBMid-another' }
    const id = await append({ requestId })
    const otherId = await append({ requestId, actor: other })
    const found = (actorId: string) =>
      findAttemptOf(audit.test.db, { accountId: audit.accountId, actorId }, requestId)
    expect((await found(actor.id))?.id).toBe(id)
    expect((await found(other.id))?.id).toBe(otherId)
  })

  it('is unknown for one reason, then for another, until it is settled', async () => {
    const id = await append({})
    const unknown = { outcome: 'unknown', code: 'outcome_unknown' } as const
    expect(await appendOutcome(audit.test.db, id, unknown)).toBe(true)
    expect(await appendOutcome(audit.test.db, id, unknown)).toBe(false)
    expect(await appendOutcome(audit.test.db, id, { ...unknown, code: 'never_learnt' })).toBe(true)
    expect(await appendOutcome(audit.test.db, id, { outcome: 'succeeded' })).toBe(true)
    expect(await appendOutcome(audit.test.db, id, { ...unknown, code: 'undecidable' })).toBe(false)
  })
})
