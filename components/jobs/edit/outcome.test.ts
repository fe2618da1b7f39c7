import { describe, expect, it } from 'vitest'
import { fromJob } from '@/lib/jobs/from-job'
import { ApiError } from '@/lib/queries/fetcher'
import { isOutcomeUnknown } from '@/lib/queries/outcome'
import { readBackOf } from './outcome'
import { testJob } from './testing/job'

const job = testJob()
const draft = fromJob(job)

describe('a lost answer', () => {
  const asked = { ...draft, name: 'b' }
  it('is read back', () => {
    expect(readBackOf(job, testJob({ name: 'b', revision: 'r2' }), asked)).toBe('saved')
    expect(readBackOf(job, testJob({ frequency: 'low', revision: 'r2' }), asked)).toBe('changed')
    expect(readBackOf(job, job, asked)).toBe('not_saved')
    expect(readBackOf(job, job, { ...draft, cos: { ...draft.cos, apiKey: 'FAKE-new-key' } })).toBe(
      'unclear',
    )
  })

  it('is told from a refusal', () => {
    const error = (code: string) =>
      new ApiError({ type: '', title: '', status: 0, detail: '', code, requestId: '' })
    expect(isOutcomeUnknown(error('outcome_unknown'))).toBe(true)
    expect(isOutcomeUnknown(error('ibm_timeout'))).toBe(false)
    expect(isOutcomeUnknown(new Error('odd'))).toBe(true)
    expect(isOutcomeUnknown(error('destination_unreachable'))).toBe(false)
  })
})
