import { beforeAll, expect, it } from 'vitest'
import { createId } from './id'
import {
  claimDueMoves,
  endMove,
  insertMove,
  listMoves,
  type MoveRow,
  Overtaken,
  releaseMove,
  removeMove,
  updateMove,
} from './moves'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000
const place = { instanceId: 'instance', zoneId: 'zone' }
const account = { id: 'account-1', name: 'Example' }

function moveOf(oldJobId: string): MoveRow {
  return {
    id: createId(),
    accountId: account.id,
    place,
    oldJobId,
    newJobId: null,
    state: 'changing',
    why: null,
    keepsOld: false,
    finalName: null,
    oldRevision: 'r',
    principal: { kind: 'ibm', id: 'IBMid-1', name: 'Ada', email: 'ada@example.com', account },
    attemptId: '',
    stepId: null,
    sealedPlan: 'FAKE-sealed',
    credentialId: 'c',
    lastSeen: null,
    askedAt: start,
    deadlineAt: null,
    endedAt: null,
    dueAt: start,
    tries: 0,
  }
}

describeEngines('moves', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
  })

  it('of a zone are the open ones and the last that ended, however many there were', async () => {
    const open = moveOf('1')
    expect(await insertMove(test.db, open)).toBe(true)
    const ended: string[] = []
    for (let at = 0; at < 105; at++) {
      const move = moveOf('2')
      await insertMove(test.db, move)
      await endMove(test.db, move, { state: 'done', why: null }, start + at)
      ended.push(move.id)
    }
    const listed = (await listMoves(test.db, place, start)).map(({ id }) => id)
    expect(listed).toEqual([open.id, ...ended.slice(-100)])
    expect(await listMoves(test.db, place, start + 104)).toHaveLength(2)
  })

  it('that were let go of are due when that was said, to whoever comes first', async () => {
    const move = moveOf('4')
    await insertMove(test.db, move)
    const held = await updateMove(test.db, move, start + 45_000)
    // Even where it falls on the moment until which it was held.
    const free = await releaseMove(test.db, held, held.dueAt)
    await expect(updateMove(test.db, held, start + 1)).rejects.toThrow(Overtaken)
    const soon = await releaseMove(test.db, free, start + 15_000)
    const due = async (now: number) =>
      (await claimDueMoves(test.db, 45_000, 10, now)).filter(({ id }) => id === move.id)
    expect(await due(start + 14_999)).toEqual([])
    expect(await due(start + 15_001)).toHaveLength(1)
    await expect(updateMove(test.db, soon, start + 1)).rejects.toThrow(Overtaken)
    expect(await due(start + 15_002)).toEqual([])
  })

  it('are taken back only by whoever has them', async () => {
    const move = moveOf('3')
    await insertMove(test.db, move)
    const taken = await updateMove(test.db, move, start + 1)
    await removeMove(test.db, move)
    expect(await insertMove(test.db, moveOf('3'))).toBe(false)
    await removeMove(test.db, taken)
    expect(await insertMove(test.db, moveOf('3'))).toBe(true)
  })
})
