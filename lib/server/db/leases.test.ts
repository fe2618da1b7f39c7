import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createId } from './id'
import { acquireLease, releaseLease, renewLease } from './leases'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

describeEngines('a lease', (openTestDb) => {
  let test: TestDb
  let name: string
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    name = createId()
  })

  const acquire = (holder: string, at = start) => acquireLease(test.db, name, holder, 1000, at)
  const renew = (holder: string, at = start) => renewLease(test.db, name, holder, 1000, at)

  it('goes to one of many that ask at once', async () => {
    const results = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((holder) => acquire(holder)),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
  })

  it('stays with its holder while it lasts, and is free afterwards', async () => {
    expect(await acquire('a')).toBe(true)
    expect(await acquire('b', start + 999)).toBe(false)
    expect(await acquire('b', start + 1000)).toBe(true)
    expect(await acquire('a', start + 1001)).toBe(false)
  })

  it('is prolonged by its holder alone, and only before it is lost', async () => {
    await acquire('a')
    expect(await renew('b', start + 500)).toBe(false)
    expect(await renew('a', start + 500)).toBe(true)
    expect(await acquire('b', start + 1499)).toBe(false)
    expect(await renew('a', start + 1500)).toBe(false)
    expect(await acquire('a', start + 1500)).toBe(true)
    expect(await acquire('a', start + 1600)).toBe(true)
  })

  it('is given back by its holder alone', async () => {
    await acquire('a')
    await releaseLease(test.db, name, 'b')
    expect(await acquire('b')).toBe(false)
    await releaseLease(test.db, name, 'a')
    expect(await acquire('b')).toBe(true)
  })
})
