import { describe, expect, it } from 'vitest'
import { changedParts, changeWords } from './change-words'

const job = {
  name: 'shop-http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: 'fields=ClientIP,RayID&timestamps=rfc3339&sample=0.1',
  destination_conf:
    'cos://logs/http?region=eu-de&instance-id=5f3c8a1e-0000-4000-8000-000000000001&ibm_api_key=FAKE-print-1',
}

const withConf = (from: string, to: string) => ({
  ...job,
  destination_conf: job.destination_conf.replace(from, to),
})

describe('changedParts', () => {
  it.each([
    ['nothing', job, []],
    ['the name', { ...job, name: 'shop' }, ['Name']],
    [
      'the frequency and the switch',
      { ...job, frequency: 'low', enabled: false },
      ['Frequency', 'Enabled'],
    ],
    ['the path', withConf('/http?', '/edge?'), ['Path']],
    ['daily folders', withConf('/http?', '/http/{DATE}?'), ['Daily folders']],
    ['encoded daily folders', withConf('/http?', '/http/%7BDATE%7D?'), ['Daily folders']],
    [
      'the bucket with its region',
      withConf('logs/http?region=eu-de', 'logs-us/http?region=us-south'),
      ['Bucket', 'Region'],
    ],
    ['the key', withConf('FAKE-print-1', 'FAKE-print-2'), ['API key']],
    [
      'the kind',
      { ...job, destination_conf: 'ibmcl://a.ingress.eu-de.logs.cloud.ibm.com' },
      ['Destination'],
    ],
    ['an unknown parameter', withConf('?region', '?odd=1&region'), ['Destination']],
    [
      'the fields',
      { ...job, logpull_options: 'fields=RayID&timestamps=rfc3339&sample=0.1' },
      ['Fields'],
    ],
    [
      'the order of fields',
      { ...job, logpull_options: 'timestamps=rfc3339&fields=RayID,ClientIP&sample=0.1' },
      [],
    ],
    [
      'timestamps and sample',
      { ...job, logpull_options: 'fields=ClientIP,RayID&timestamps=unix' },
      ['Timestamps', 'Other options'],
    ],
  ])('%s', (_what, after, parts) => {
    expect(changedParts(job, after)).toEqual(parts)
  })

  it('takes what was asked where a try failed', () => {
    const asked = { ...job, name: 'b', destination: { kind: 'cos' }, logs: { fields: {} } }
    expect(changedParts(job, asked)).toEqual(['Name', 'Destination', 'Log settings'])
  })

  it('makes nothing of what is no object', () => {
    expect(changedParts(null, 'text')).toEqual([])
  })
})

describe('changeWords', () => {
  const item = (
    action: 'job.pause' | 'job.update' | 'job.create',
    outcome: 'succeeded' | 'failed' | 'unknown' | 'pending',
    after: unknown = job,
  ) => changeWords({ action, outcome, before: job, after })

  it('says what was done', () => {
    expect(item('job.pause', 'succeeded')).toEqual({ text: 'Paused', tried: false })
    expect(item('job.create', 'succeeded').text).toBe('Created')
    expect(item('job.update', 'succeeded', { ...job, frequency: 'low' }).text).toBe(
      'Frequency changed',
    )
    expect(item('job.update', 'succeeded', withConf('FAKE-print-1', 'FAKE-print-2')).text).toBe(
      'API key replaced',
    )
  })

  it('says that it was tried', () => {
    expect(item('job.pause', 'failed')).toEqual({ text: 'Failed to pause', tried: true })
    expect(item('job.update', 'unknown').text).toBe('Attempted to change the job; outcome unknown')
    expect(item('job.update', 'pending').text).toBe('Attempted to change the job; in progress')
  })
})
