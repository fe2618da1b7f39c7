import { expect, it } from 'vitest'
import { appendAttempt } from './audit'
import { cutAction, cutBefore } from './audit-cut'
import { foldSome } from './audit-index'
import { listAudit } from './audit-list'
import { verifyAudit } from './audit-verify'
import { removeSettlement } from './settlements'
import { attempt, start, useAudit } from './test-audit'
import { describeEngines } from './test-engines'

const day = 86_400_000

describeEngines('the audit, cut off by age', (openTestDb) => {
  const audit = useAudit(openTestDb)
  const write = (name: string, at: number) => {
    const actor = { id: `IBMid-${name}`, name, email: '', address: '' }
    return audit.append({ actor, jobName: `job-of-${name}`, after: null, before: null }, at)
  }
  const cut = (before: number) => cutBefore(audit.test.db, before, start + 30 * day)
  const verdict = () => verifyAudit(audit.test.db)

  it('loses what is old, tears no attempt from its outcome, and keeps what is still looked for', async () => {
    const { db } = audit.test
    const old = await write('ancient', start)
    await audit.settle(old, { outcome: 'succeeded' }, start + 1)
    const late = await write('patient', start + 2)
    const other = await write('other', start + 3)
    await audit.settle(other, { outcome: 'failed' }, start + 4)
    await audit.settle(late, { outcome: 'succeeded' }, start + 5 * day)
    const unsettled = { credentialId: 'c', dueAt: start, givenUpAt: start }
    const open = attempt({ accountId: audit.accountId })
    const openId = await appendAttempt(db, open, start + 5 * day, unsettled)
    const young = await write('young', start + 9 * day)
    while (await foldSome(db));
    await write('younger', start + 9 * day)

    expect(await cut(start)).toBe(0)
    // The patient one has an outcome that is not old.
    expect(await cut(start + 3 * day)).toBe(2)
    expect(await verdict()).toMatchObject({ ok: true, cutSeq: 2, rows: 9 })
    expect(await audit.ids()).toHaveLength(5)
    // And now what is looked for still is in the way.
    expect(await cut(start + 8 * day)).toBe(4)
    expect((await audit.ids()).at(-1)).toBe(openId)
    await removeSettlement(db, openId)
    expect(await cut(start + 8 * day)).toBe(1)
    expect((await audit.ids()).at(-1)).toBe(young)
    expect(await verdict()).toMatchObject({ ok: true, cutSeq: 7, rows: 8 })
  })

  it('is said in the chain, with how much it was', async () => {
    const { items } = await listAudit(audit.test.db, {
      reader: { kind: 'all' },
      action: cutAction,
      limit: 50,
    })
    expect(items.map(({ subject }) => subject)).toEqual([
      '1 row, up to row 7',
      '4 rows, up to row 6',
      '2 rows, up to row 2',
    ])
    expect(items[0]).toMatchObject({ via: 'system', outcome: 'succeeded', accountId: '' })
  })

  it('leaves no word and no name of what is gone to be found', async () => {
    const { db } = audit.test
    const terms = async () =>
      (await db.selectFrom('audit_terms').select('term').execute()).map(({ term }) => term)
    const names = async () =>
      (await db.selectFrom('audit_actors').select('text').execute())
        .map(({ text }) => text.trim())
        .toSorted()
    expect(await names()).toEqual(['this dashboard', 'young', 'younger'])
    expect(await terms()).toContain('w young')
    expect(await terms()).not.toContain('w ancient')
    expect(await db.selectFrom('audit_entries').select('seq').execute()).toHaveLength(5)
  })

  it('may be all of it, and goes on', async () => {
    await cut(start + 40 * day)
    expect(await verdict()).toMatchObject({ ok: true, rows: 2 })
    // Nothing but what was said of that.
    expect(await cut(start + 40 * day)).toBe(0)
    const next = await write('next', start + 31 * day)
    await audit.settle(next, { outcome: 'succeeded' }, start + 31 * day)
    expect(await audit.ids({ text: 'next' })).toEqual([next])
    expect(await audit.ids({ from: start + 31 * day })).toEqual([next])
    expect(await verdict()).toMatchObject({ ok: true, rows: 4 })
  })

  it('lets nobody delete what is kept', async () => {
    await expect(audit.test.db.deleteFrom('audit_attempts').execute()).rejects.toThrow(
      'append only',
    )
  })
})
