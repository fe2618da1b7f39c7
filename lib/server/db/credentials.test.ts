import { beforeAll, expect, it } from 'vitest'
import {
  type CredentialRow,
  createCredential,
  findCredential,
  removeUnusedCredential,
  removeUnusedCredentials,
  updateCredentialTokens,
} from './credentials'
import { createId } from './id'
import { createSession, removeSession } from './sessions'
import { describeEngines, type TestDb } from './test-engines'

const start = 1_800_000_000_000

function newCredential(): CredentialRow {
  return {
    id: createId(),
    accountId: 'account-1',
    iamId: 'IBMid-1',
    sealedKey: null,
    sealedTokens: 'FAKE-sealed',
    tokenIssuedAt: start,
    tokenExpiresAt: start + 3_600_000,
  }
}

function sessionWith(credentialId: string) {
  return {
    idHash: createId(),
    accountId: 'account-1',
    accountName: 'Example',
    userId: 'IBMid-1',
    userName: 'Ada Example',
    userEmail: 'ada@example.com',
    credentialId,
    expiresAt: start + 12 * 3_600_000,
  }
}

describeEngines('credentials', (openTestDb) => {
  let test: TestDb
  beforeAll(async () => {
    test = await openTestDb()
  })

  it('are found as they were created', async () => {
    const credential = newCredential()
    await createCredential(test.db, credential, start)
    expect(await findCredential(test.db, credential.id)).toEqual(credential)
    expect(await findCredential(test.db, 'another')).toBeNull()
  })

  it('let one of many simultaneous refreshes store its tokens', async () => {
    const credential = newCredential()
    await createCredential(test.db, credential, start)
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        updateCredentialTokens(test.db, credential.id, start, {
          sealedTokens: `FAKE-sealed-${index}`,
          tokenIssuedAt: start + 1,
          tokenExpiresAt: start + index,
        }),
      ),
    )
    const winner = results.indexOf(true)
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await findCredential(test.db, credential.id)).toMatchObject({
      sealedKey: null,
      sealedTokens: `FAKE-sealed-${winner}`,
      tokenExpiresAt: start + winner,
    })
  })

  it('stay while a session needs them', async () => {
    const credential = newCredential()
    const session = sessionWith(credential.id)
    await createCredential(test.db, credential, start)
    await createSession(test.db, session, start)
    await removeUnusedCredential(test.db, credential.id)
    await removeUnusedCredentials(test.db, start + 1)
    expect(await findCredential(test.db, credential.id)).not.toBeNull()
    expect(await removeSession(test.db, session.idHash)).toEqual({ credentialId: credential.id })
    await removeUnusedCredential(test.db, credential.id)
    expect(await findCredential(test.db, credential.id)).toBeNull()
  })

  it('without a session go after a while, not while one is just being started', async () => {
    const credential = newCredential()
    await createCredential(test.db, credential, start)
    await removeUnusedCredentials(test.db, start)
    expect(await findCredential(test.db, credential.id)).not.toBeNull()
    expect(await removeUnusedCredentials(test.db, start + 1)).toBeGreaterThan(0)
    expect(await findCredential(test.db, credential.id)).toBeNull()
  })
})
