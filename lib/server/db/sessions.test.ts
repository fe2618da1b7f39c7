import { beforeAll, expect, it } from 'vitest'
import { createId } from './id'
import {
  createSession,
  findSession,
  type NewSession,
  removeExpiredSessions,
  removeSession,
  touchSession,
  updateSessionTokens,
} from './sessions'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

function newSession(given: Partial<NewSession> = {}): NewSession {
  return {
    idHash: createId(),
    accountId: 'account-1',
    accountName: 'Example',
    userId: 'IBMid-1',
    userName: 'Ada Example',
    userEmail: 'ada@example.com',
    sealedTokens: 'FAKE-sealed',
    tokenExpiresAt: start + 3_600_000,
    expiresAt: start + 12 * 3_600_000,
    ...given,
  }
}

describeEngines('sessions', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
  })

  it('finds what was created, member by member', async () => {
    const session = newSession()
    await createSession(test.db, session, start)
    expect(await findSession(test.db, session.idHash, start)).toEqual({
      ...session,
      createdAt: start,
      lastSeenAt: start,
    })
    expect(await findSession(test.db, 'another', start)).toBeNull()
  })

  it('does not find a session whose time is over', async () => {
    const session = newSession({ expiresAt: start + 1000 })
    await createSession(test.db, session, start)
    expect(await findSession(test.db, session.idHash, start + 999)).not.toBeNull()
    expect(await findSession(test.db, session.idHash, start + 1000)).toBeNull()
  })

  it('refuses a second session under the same id', async () => {
    const session = newSession()
    await createSession(test.db, session, start)
    await expect(createSession(test.db, session, start)).rejects.toThrow()
  })

  it('lets one of many simultaneous refreshes store its tokens', async () => {
    const session = newSession()
    await createSession(test.db, session, start)
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        updateSessionTokens(test.db, session.idHash, session.tokenExpiresAt, {
          sealedTokens: `FAKE-sealed-${index}`,
          tokenExpiresAt: session.tokenExpiresAt + 1 + index,
        }),
      ),
    )
    const winner = results.indexOf(true)
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await findSession(test.db, session.idHash, start)).toMatchObject({
      sealedTokens: `FAKE-sealed-${winner}`,
      tokenExpiresAt: session.tokenExpiresAt + 1 + winner,
    })
  })

  it('notes its use at most once a minute', async () => {
    const session = newSession()
    await createSession(test.db, session, start)
    const seenAt = async () => (await findSession(test.db, session.idHash, start))?.lastSeenAt
    const read = { idHash: session.idHash, lastSeenAt: start }
    await touchSession(test.db, read, start + 59_999)
    expect(await seenAt()).toBe(start)
    await touchSession(test.db, read, start + 60_000)
    expect(await seenAt()).toBe(start + 60_000)
    // Another request that read the row before that write does not write again.
    await touchSession(test.db, read, start + 60_001)
    expect(await seenAt()).toBe(start + 60_000)
  })

  it('removes one session, and all that are over', async () => {
    await removeExpiredSessions(test.db, Number.MAX_SAFE_INTEGER)
    const kept = newSession()
    const ended = newSession()
    const over = newSession({ expiresAt: start + 5 })
    for (const session of [kept, ended, over]) await createSession(test.db, session, start)
    await removeSession(test.db, ended.idHash)
    expect(await findSession(test.db, ended.idHash, start)).toBeNull()
    expect(await removeExpiredSessions(test.db, start + 5)).toBe(1)
    expect(await findSession(test.db, kept.idHash, start)).not.toBeNull()
  })
})
