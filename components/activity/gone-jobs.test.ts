import { expect, test } from 'vitest'
import { goneJobs, jobKey } from './gone-jobs'

const place = { instanceId: 'i', zoneId: 'z' }
const entry = { ...place, jobId: '7', action: 'job.delete', outcome: 'succeeded' } as const

test('a job is gone once it was deleted, in its own zone only', () => {
  const gone = goneJobs([entry])
  expect(gone.has(jobKey({ ...place, jobId: '7' }))).toBe(true)
  expect(gone.has(jobKey({ ...place, zoneId: 'y', jobId: '7' }))).toBe(false)
  expect(gone.has(jobKey({ ...place, jobId: '8' }))).toBe(false)
})

test.each([
  { ...entry, outcome: 'failed' as const },
  { ...entry, outcome: 'unknown' as const },
  { ...entry, action: 'job.pause' as const },
])('%j leaves it there', (other) => expect(goneJobs([other]).size).toBe(0))

test('what is about no job has no key', () => {
  expect(jobKey({ ...place, jobId: null })).toBe('')
  expect(jobKey({ instanceId: 'i', zoneId: null, jobId: '7' })).toBe('')
})
