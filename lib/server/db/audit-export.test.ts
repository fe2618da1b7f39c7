import { expect, it } from 'vitest'
import { appendAttempt, appendOutcome } from './audit'
import { exportAudit } from './audit-export'
import type { AuditRow } from './audit-list'
import { attempt, start, useAudit } from './test-audit'
import { describeEngines } from './test-engines'

describeEngines('an export of the audit', (openTestDb) => {
  const audit = useAudit(openTestDb)

  it('is what was there when it began, whatever is written meanwhile', async () => {
    const { db } = audit.test
    const ids = await db.transaction().execute(async (transaction) => {
      const made: string[] = []
      for (let at = 0; at < 233; at++) {
        const id = await appendAttempt(transaction, attempt(), start + at)
        if (at % 3 === 0) await appendOutcome(transaction, id, { outcome: 'unknown', code: 'lost' })
        made.push(id)
      }
      return made
    })
    const found: AuditRow[] = []
    for await (const some of exportAudit(db, { reader: { kind: 'all' } }, start)) {
      if (found.length === 0) {
        await appendAttempt(db, attempt(), start + 5_000)
        const settled = [0, 1].map((at) => ids[at] ?? '')
        for (const id of settled) await appendOutcome(db, id, { outcome: 'succeeded', jobId: '99' })
      }
      expect(some.length).toBeLessThanOrEqual(100)
      found.push(...some)
    }
    expect(found.map(({ id }) => id)).toEqual(ids.toReversed())
    expect(found.at(-1)).toMatchObject({ outcome: 'unknown', code: 'lost', jobId: '12', seq: 2 })
    expect(found.at(-2)).toMatchObject({ outcome: 'pending', code: null, jobId: '12', seq: 3 })
  })

  it('lets all else have its turn between its parts', async () => {
    let turns = 0
    let turn = setImmediate(function count() {
      turns += 1
      turn = setImmediate(count)
    })
    let parts = 0
    for await (const _ of exportAudit(audit.test.db, { reader: { kind: 'all' } }, start)) parts += 1
    clearImmediate(turn)
    expect(parts).toBeGreaterThan(2)
    expect(turns).toBeGreaterThanOrEqual(parts - 1)
  })

  it('ends when its reader has had enough', async () => {
    const rows = exportAudit(audit.test.db, { reader: { kind: 'all' } }, start)
    await rows.next()
    await rows.return(undefined)
    expect(await rows.next()).toEqual({ done: true, value: undefined })
  })
})
