import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createId } from './id'
import {
  claimSignIn,
  clearSignInFailures,
  releaseSignIn,
  removeOldSignInFailures,
} from './sign-in-failures'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000
const minutes = (count: number) => count * 60_000

describeEngines('sign-in failures', (openTestDb) => {
  let test: TestDb
  let bucket: string
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    bucket = createId()
  })

  const fail = async (count: number, at = start, buckets = [bucket]) => {
    for (let index = 0; index < count; index++) await claimSignIn(test.db, buckets, at)
  }
  const wait = async (at: number, buckets = [bucket]) => {
    const seconds = await claimSignIn(test.db, buckets, at)
    if (seconds === 0) await releaseSignIn(test.db, buckets)
    return seconds
  }

  it('ask for no wait until the tenth, then for the rest of ten minutes', async () => {
    await fail(9)
    expect(await wait(start)).toBe(0)
    await fail(1, start + minutes(4))
    expect(await wait(start + minutes(4))).toBe(360)
    expect(await wait(start + minutes(10) - 1)).toBe(1)
    expect(await wait(start + minutes(10))).toBe(0)
  })

  it('begin anew after ten minutes', async () => {
    await fail(10)
    await fail(1, start + minutes(10))
    expect(await wait(start + minutes(10))).toBe(0)
    await fail(9, start + minutes(11))
    expect(await wait(start + minutes(11))).toBe(540)
  })

  it('are counted apart, and the longest wait counts', async () => {
    const other = createId()
    await fail(10, start)
    await fail(10, start + minutes(1), [other])
    expect(await wait(start + minutes(1))).toBe(540)
    expect(await wait(start + minutes(1), [bucket, other])).toBe(600)
    expect(await wait(start, [createId()])).toBe(0)
  })

  it('are forgotten after a success', async () => {
    await fail(10)
    await clearSignInFailures(test.db, [bucket])
    expect(await wait(start)).toBe(0)
    await fail(9)
    expect(await wait(start)).toBe(0)
  })

  it('are all counted when they come at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => claimSignIn(test.db, [bucket], start)))
    expect(await wait(start)).toBe(600)
  })

  it('are removed once they no longer count', async () => {
    await fail(1, start)
    await removeOldSignInFailures(test.db, start + minutes(10) - 1)
    await fail(9, start)
    expect(await wait(start)).toBe(600)
    expect(await removeOldSignInFailures(test.db, start + minutes(10))).toBeGreaterThan(0)
    expect(await wait(start)).toBe(0)
  })
})
