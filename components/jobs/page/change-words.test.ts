import { describe, expect, it } from 'vitest'
import type { ActivityItem } from '@/lib/schemas/activity'
import { changedParts, changeWords } from './change-words'

const destination = {
  kind: 'cos',
  auth: 'apiKey',
  instanceId: '5f3c8a1e-0000-4000-8000-000000000001',
  bucket: 'logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: false,
  hasKey: true,
}
const logs = {
  fields: { mode: 'list', names: ['ClientIP', 'RayID'] },
  timestamps: 'rfc3339',
  otherOptions: [{ name: 'sample', value: '0.1' }],
}
const job = {
  name: 'shop-http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  destination,
  logs,
  keyPrint: 'print-1',
}

const moved = (change: object) => ({ ...job, destination: { ...destination, ...change } })
const fields = (...names: string[]) => ({
  ...job,
  logs: { ...logs, fields: { mode: 'list', names } },
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
    ['the path', moved({ path: 'edge' }), ['Path']],
    ['daily folders', moved({ dailyFolders: true }), ['Daily folders']],
    [
      'the bucket with its region',
      moved({ region: 'us-south', bucket: 'logs-us' }),
      ['Bucket', 'Region'],
    ],
    ['the key', { ...job, keyPrint: 'print-2' }, ['API key']],
    ['the kind', moved({ kind: 'cloudLogs', bucket: undefined }), ['Destination']],
    ['an unknown parameter', moved({ otherParams: ['odd'] }), ['Destination']],
    ['the fields', fields('RayID'), ['Fields']],
    ['the order of fields', fields('RayID', 'ClientIP'), []],
    [
      'timestamps and sample',
      { ...job, logs: { ...logs, timestamps: 'unix', otherOptions: [] } },
      ['Timestamps', 'Other options'],
    ],
  ])('%s', (_what, after, parts) => {
    expect(changedParts(job, after)).toEqual(parts)
  })

  it('makes nothing of what is no object', () => {
    expect(changedParts(null, 'text')).toEqual([])
  })
})

describe('changeWords', () => {
  const item = (
    action: ActivityItem['action'],
    outcome: 'succeeded' | 'failed' | 'unknown' | 'pending',
    after: unknown = job,
  ) => changeWords({ action, outcome, before: job, after })

  it('says what was done', () => {
    expect(item('job.pause', 'succeeded')).toEqual({ text: 'Paused', tried: false })
    expect(item('job.create', 'succeeded').text).toBe('Created')
    expect(item('job.update', 'succeeded', { ...job, frequency: 'low' }).text).toBe(
      'Frequency changed',
    )
    expect(item('job.update', 'succeeded', { ...job, keyPrint: 'print-2' }).text).toBe(
      'API key replaced',
    )
  })

  it('takes a change that was only asked for, or approved, for no change', () => {
    const after = { ...job, frequency: 'low' }
    expect(item('change.request', 'succeeded', after).text).toBe('Change requested')
    expect(item('change.approve', 'succeeded', null).text).toBe('Change approved')
  })

  it('says that it was tried', () => {
    expect(item('job.pause', 'failed')).toEqual({ text: 'Failed to pause', tried: true })
    expect(item('job.update', 'unknown').text).toBe('Attempted to change the job; outcome unknown')
    expect(item('job.update', 'pending').text).toBe('Attempted to change the job; in progress')
  })
})
