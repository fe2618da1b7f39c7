import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { jobOf } from '@/lib/jobs/testing'
import type { Job } from '@/lib/schemas/job'

export const instanceId = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
export const fakeKey = 'FAKE-key-of-a-test-that-opens-nothing-at-all'

/** A draft to a bucket, complete but for what is overridden. */
export function cosDraft(
  cos: Partial<JobDraft['cos']> = {},
  rest: Partial<JobDraft> = {},
): JobDraft {
  const draft = emptyDraft()
  const place = { instanceId, bucket: 'edge-logs', region: 'eu-de', path: 'http', apiKey: fakeKey }
  return { ...draft, ...rest, cos: { ...draft.cos, ...place, ...cos } }
}

export function cloudLogsDraft(cloudLogs: Partial<JobDraft['cloudLogs']> = {}): JobDraft {
  const draft = emptyDraft()
  const place = { instanceId, region: 'eu-gb', apiKey: fakeKey }
  return { ...draft, kind: 'cloudLogs', cloudLogs: { ...draft.cloudLogs, ...place, ...cloudLogs } }
}

/** A job of the zone, delivering HTTP requests to `edge-logs/http/{DATE}`. */
export function cosJob(job: Partial<Job> = {}, path = 'http', dailyFolders = true): Job {
  return jobOf({
    name: 'shop-http',
    destination: {
      kind: 'cos',
      auth: 'apiKey',
      instanceId,
      bucket: 'edge-logs',
      region: 'eu-de',
      path,
      dailyFolders,
      hasKey: true,
    },
    ...job,
  })
}
