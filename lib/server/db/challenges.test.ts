import { beforeAll, beforeEach, expect, it } from 'vitest'
import { findChallenge, recordChallenge, removeOldChallenges } from './challenges'
import { createId } from './id'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

describeEngines('ownership challenges', (openTestDb) => {
  let test: TestDb
  let place: { accountId: string; instanceId: string; zoneId: string; destinationKey: string }
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    place = {
      accountId: createId(),
      instanceId: 'instance-1',
      zoneId: '0123456789abcdef0123456789abcdef',
      destinationKey: 'cos://bucket/logs?region=eu-de',
    }
  })

  const record = (filename: string, at = start) =>
    recordChallenge(test.db, { ...place, userId: 'IBMid-1', filename }, at)

  it('are found by exactly the file that they named', async () => {
    const id = await record('logs/ownership-challenge-1.txt')
    expect(await findChallenge(test.db, place, 'logs/ownership-challenge-1.txt')).toEqual({
      ...place,
      id,
      userId: 'IBMid-1',
      filename: 'logs/ownership-challenge-1.txt',
      askedAt: start,
    })
    expect(await findChallenge(test.db, place, 'logs/other.txt')).toBeNull()
  })

  it.each(['accountId', 'instanceId', 'zoneId', 'destinationKey'] as const)(
    'of another %s are not found',
    async (member) => {
      await record('file.txt')
      const elsewhere = { ...place, [member]: 'another' }
      expect(await findChallenge(test.db, elsewhere, 'file.txt')).toBeNull()
    },
  )

  it('are removed when they are too old', async () => {
    await record('old.txt', start - 1)
    await record('new.txt', start)
    expect(await removeOldChallenges(test.db, start)).toBe(1)
    expect(await findChallenge(test.db, place, 'old.txt')).toBeNull()
    expect(await findChallenge(test.db, place, 'new.txt')).not.toBeNull()
  })
})
