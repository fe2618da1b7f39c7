import 'server-only'
import { beforeAll, beforeEach } from 'vitest'
import { appendAttempt, appendOutcome, type NewAttempt, type NewOutcome } from './audit'
import { type AuditFilter, listAudit } from './audit-list'
import type { AuditReader } from './audit-plan'
import { createId } from './id'
import type { TestDb } from './test-engines'

/** Epoch ms of the tests' first attempts. */
export const start = 1_800_000_000_000
export const zoneId = '0123456789abcdef0123456789abcdef'
export const actor = {
  id: 'IBMid-1',
  name: 'Ada Example',
  email: 'ada@example.com',
  address: '127.0.0.1',
}

export function attempt(given: Partial<NewAttempt> = {}): NewAttempt {
  return {
    accountId: 'account-1',
    actor,
    via: 'session',
    action: 'job.update',
    instanceId: 'instance-1',
    zoneId,
    zoneName: 'example.com',
    jobId: '12',
    jobName: 'to-cos',
    requestId: 'request-1',
    before: { enabled: true },
    after: { enabled: false },
    ...given,
  }
}

/** The audit of a suite. The tables can only grow, so each test looks at an account of its own. */
export function useAudit(openTestDb: () => Promise<TestDb>) {
  let test: TestDb
  let accountId: string
  beforeAll(async () => {
    test = await openTestDb()
  })
  beforeEach(() => {
    accountId = createId()
  })
  const reader = (...instanceIds: string[]): AuditReader => ({
    kind: 'instances',
    accountId,
    instanceIds: instanceIds.length > 0 ? instanceIds : ['instance-1'],
  })
  const list = (given: Partial<AuditFilter> = {}, now = start) =>
    listAudit(test.db, { reader: reader(), limit: 50, ...given }, now)
  return {
    get test() {
      return test
    },
    get accountId() {
      return accountId
    },
    append: (given: Partial<NewAttempt> = {}, at = start) =>
      appendAttempt(test.db, attempt({ accountId, ...given }), at),
    settle: (id: string, outcome: NewOutcome, at = start + 5) =>
      appendOutcome(test.db, id, outcome, at),
    reader,
    list,
    ids: async (given: Partial<AuditFilter> = {}, now = start) =>
      (await list(given, now)).items.map((item) => item.id),
  }
}
