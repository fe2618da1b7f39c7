import { hash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WireJob } from '@/lib/server/ibm/wire'
import { setEnv } from '@/lib/testing/test-env'
import { revisionOf, toJob } from './to-job'

const wire: WireJob = {
  id: '1',
  name: 'a',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: null,
  destination_conf: 'splunk://splunk.example?header_Authorization=Basic%20FAKE-guessable',
  last_complete: null,
  last_error: null,
  error_message: null,
}

let restore: () => void
beforeAll(() => {
  restore = setEnv({ APP_SECRET: randomBytes(32).toString('base64'), DATABASE_URL: undefined })
})
afterAll(() => restore())

it('the revision follows the settings, and not the deliveries', () => {
  const first = revisionOf(wire)
  expect(revisionOf({ ...wire, last_complete: '2026-10-01T00:00:00Z', error_message: 'x' })).toBe(
    first,
  )
  for (const change of [{ name: 'b' }, { enabled: false }, { destination_conf: 'cos://b' }]) {
    expect(revisionOf({ ...wire, ...change })).not.toBe(first)
  }
})

it('the revision is no means to try passwords by', () => {
  const { name, enabled, dataset, frequency, logpull_options, destination_conf } = wire
  const settings = [name, enabled, dataset, frequency, logpull_options, destination_conf]
  const text = JSON.stringify(settings)
  for (const encoding of ['hex', 'base64url'] as const) {
    expect(hash('sha256', text, encoding).startsWith(revisionOf(wire))).toBe(false)
  }
})

it('an error that repeats the destination’s secret is shown without it', () => {
  const job = toJob({ ...wire, error_message: '401 for FAKE-guessable' }, () => null)
  expect(job.errorMessage).toBe('401 for ••••')
})
