import { beforeAll, expect, it } from 'vitest'
import { type CredentialRow, createCredential } from './credentials'
import { createId } from './id'
import {
  createSession,
  findSession,
  type NewSession,
  removeExpiredSessions,
  removeOldestSessions,
  removeSession,
  touchSession,
} from './sessions'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

const credential: CredentialRow = {
  id: 'credential-1',
  accountId: 'account-1',
  iamId: 'IBMid-1',
  sealedKey: null,
  sealedTokens: 'FAKE-sealed',
  tokenIssuedAt: start,
  tokenExpiresAt: start + 3_600_000,
}

function newSession(given: Partial<NewSession> = {}): NewSession {
  return {
    idHash: createId(),
    accountId: 'account-1',
    accountName: 'Example',
    userId: 'IBMid-1',
    userName: 'Ada Example',
    userEmail: 'ada@example.com',
    credentialId: 'credential-1',
    expiresAt: start + 12 * 3_600_000,
    ...given,
  }
}

describeEngines('sessions', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
    await createCredential(test.db, credential, start)
  })

  it('finds what was created, member by member', async () => {
    const session = newSession()
    const { credentialId: _, ...members } = session as NewSession & { credentialId: string }
    await createSession(test.db, session, start)
    expect(await findSession(test.db, session.idHash, start)).toEqual({
      ...members,
      createdAt: start,
      lastSeenAt: start,
      credential,
      person: null,
      sealedIdToken: null,
      teamVersion: 1,
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

  it('keeps the newest of somebody, and tells whose credentials are no longer needed', async () => {
    const person = { accountId: 'account-2', userId: 'IBMid-2' }
    const ids: string[] = []
    for (let at = 0; at < 5; at++) {
      const session = newSession({ ...person, credentialId: `credential-of-${at}` })
      ids.push(session.idHash)
      await createSession(test.db, session, start + at)
    }
    const another = newSession({ ...person, userId: 'IBMid-3' })
    await createSession(test.db, another, start)
    const ended = await removeOldestSessions(test.db, person, 2)
    expect(ended.sort()).toEqual(['credential-of-0', 'credential-of-1', 'credential-of-2'])
    const left = await test.db.selectFrom('sessions').select('id_hash').execute()
    const known = left.map(({ id_hash }) => id_hash)
    expect(known).toEqual(expect.arrayContaining([ids[3], ids[4], another.idHash]))
    expect(ids.slice(0, 3).filter((id) => known.includes(id))).toEqual([])
  })
})
