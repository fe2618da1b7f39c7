import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createId } from './id'
import { listRecentZones, noteRecentZone } from './recent-zones'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

describeEngines('recent zones', (openTestDb) => {
  let test: TestDb
  let owner: { accountId: string; userId: string }
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    owner = { accountId: createId(), userId: 'IBMid-1' }
  })

  const note = (zoneId: string, at: number, zoneName = `${zoneId}.example.com`) =>
    noteRecentZone(test.db, owner, { instanceId: 'instance-1', zoneId, zoneName }, at)
  const list = async (limit = 10, of = owner) => {
    const zones = await listRecentZones(test.db, of, limit)
    return zones.map((zone) => zone.zoneName)
  }

  it('come newest first, as many as asked for', async () => {
    await note('a', start)
    await note('b', start + 2)
    await note('c', start + 1)
    expect(await list()).toEqual(['b.example.com', 'c.example.com', 'a.example.com'])
    expect(await list(2)).toEqual(['b.example.com', 'c.example.com'])
  })

  it('hold a zone once, under its newest name', async () => {
    await note('a', start)
    await note('b', start + 1)
    await note('a', start + 2, 'renamed.example.com')
    expect(await listRecentZones(test.db, owner, 10)).toMatchObject([
      { instanceId: 'instance-1', zoneId: 'a', zoneName: 'renamed.example.com', usedAt: start + 2 },
      { zoneId: 'b' },
    ])
  })

  it('are a person’s own, account by account', async () => {
    await note('a', start)
    expect(await list(10, { ...owner, userId: 'IBMid-2' })).toEqual([])
    expect(await list(10, { ...owner, accountId: 'another' })).toEqual([])
  })
})
