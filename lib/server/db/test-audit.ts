import 'server-only'
import type { NewAttempt } from './audit'

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
