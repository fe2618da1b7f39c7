import { describe, expect, it } from 'vitest'
import { fromJob } from '@/lib/jobs/from-job'
import { jobOf } from '@/lib/jobs/testing'
import { needsProof } from './needs-proof'

const job = jobOf()
const draft = fromJob(job)

describe('needsProof', () => {
  const challenge = { ...draft, cos: { ...draft.cos, auth: 'challenge' as const } }
  const moved = { ...challenge, cos: { ...challenge.cos, path: 'b' } }
  it('asks only for a changed destination by challenge', () => {
    expect(needsProof(draft, draft)).toBe(false)
    expect(needsProof(challenge, challenge)).toBe(false)
    expect(needsProof(challenge, moved)).toBe(true)
    expect(needsProof(draft, challenge)).toBe(true)
    expect(needsProof({ ...challenge, kind: 'splunk' }, challenge)).toBe(true)
    expect(needsProof(challenge, { ...moved, kind: 'cloudLogs' })).toBe(false)
  })
})
