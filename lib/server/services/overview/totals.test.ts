import { expect, it } from 'vitest'
import type { KnownJob } from '@/lib/fleet/advance'
import type { JobNow } from '@/lib/fleet/cells'
import type { JobState } from '@/lib/schemas/job'
import { totalsOf } from './totals'

const known: KnownJob = {
  id: '1',
  bornMs: 0,
  name: 'shop-http',
  dataset: 'http_requests',
  kind: 'cos',
  place: 'logs/http',
  revision: 'a',
  enabled: true,
  limitMs: 0,
  completeMs: 0,
  errorMs: null,
  hasError: false,
  errorText: null,
  readMs: 0,
  goneMs: null,
  disabled: null,
  startMs: null,
  standing: { state: 'delivering', sinceMs: 0 },
  spanMs: 0,
  gap: null,
  toldErrors: [],
}

/** A job that was `before` when it was read last, and is `state` now. */
const job = (state: JobState, before: JobState): JobNow => ({
  job: { ...known, standing: { state: before, sinceMs: 0 } },
  standing: { state, sinceMs: 0 },
  overdueMs: null,
})

it('counts jobs by state, none that is gone, and of those not known what did not deliver before', () => {
  const totals = totalsOf(
    [],
    [
      job('delivering', 'delivering'),
      job('failing', 'failing'),
      job('not_known', 'failing'),
      job('not_known', 'disabled_by_service'),
      job('not_known', 'delivering'),
      job('gone', 'failing'),
    ],
  )
  expect(totals).toMatchObject({ jobs: 5, delivering: 1, failing: 1, not_known: 3, gone: 1 })
  expect(totals.lastLosing).toBe(2)
})
