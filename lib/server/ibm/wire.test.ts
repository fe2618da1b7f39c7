import { describe, expect, it } from 'vitest'
import { readChallenge, readFields, readJob, readRetention, readZone } from './wire'

describe('readFields', () => {
  it('takes the map apart, in IBM’s order', () => {
    expect(
      readFields({ RayID: 'string; The id; of the ray', Bare: 'int', Empty: '', Odd: 7 }),
    ).toEqual([
      { name: 'RayID', type: 'string', description: 'The id; of the ray' },
      { name: 'Bare', type: '', description: 'int' },
      { name: 'Empty', type: '', description: '' },
      { name: 'Odd', type: '', description: '' },
    ])
  })

  it('takes arrays of names and of objects, and objects in the map', () => {
    const field = { name: 'A', type: 'int', description: 'x' }
    expect(readFields([field, 'B', null, '', {}])).toEqual([
      field,
      { name: 'B', type: '', description: '' },
    ])
    expect(readFields({ A: { type: 'int', description: 'x' } })).toEqual([field])
  })

  it.each([null, 'RayID', 7])('gives up on %j', (value) => {
    expect(readFields(value)).toBeNull()
  })
})

describe('the other readers', () => {
  it.each([null, [], 'x', 7, {}, { id: null }, { id: -1 }, { id: 1.5 }, { id: 'x' }, { id: '' }])(
    'find no job in %j',
    (value) => {
      expect(readJob(value)).toBeNull()
    },
  )

  it('keep the settings of a job that nobody here knows, and nothing that follows from deliveries', () => {
    const job = readJob({
      id: 1,
      name: 'a',
      kind: '',
      output_options: { field_names: ['A'] },
      filter: null,
      max_upload_bytes: 0,
      sample_rate: 1,
      tags: [],
      last_complete: '2026-10-01T00:00:00Z',
      last_success: '2026-10-01T00:00:00Z',
      error_message: 'x',
      errors: ['x'],
      created_on: '2026-10-01T00:00:00Z',
      ownership_challenge: 'FAKE',
      cos: { bucket_name: 'b' },
      zone_id: '1',
      someday: 'x',
    })
    expect(job?.elsewhere).toEqual({
      max_upload_bytes: 0,
      output_options: { field_names: ['A'] },
      sample_rate: 1,
      someday: 'x',
    })
    expect(readJob({ id: 1, kind: 'edge' })?.elsewhere).toEqual({ kind: 'edge' })
  })

  it('find no zone without an id', () => {
    expect([null, {}, { id: 7 }, { id: '' }].map(readZone)).toEqual([null, null, null, null])
  })

  it('take the retention flag as it is, and anything else for not said', () => {
    expect([{ flag: true }, { flag: false }, true].map(readRetention)).toEqual([true, false, true])
    expect([null, {}, { flag: 'on' }, []].map(readRetention)).toEqual([null, null, null, null])
  })

  it('take either spelling of the challenge’s message', () => {
    expect(readChallenge({ message: 'a' })?.message).toBe('a')
    expect(readChallenge({ messages: ['b', 'c'] })?.message).toBe('b')
    expect(readChallenge({ messages: [] })).toEqual({ filename: null, valid: null, message: null })
    expect(readChallenge([])).toBeNull()
  })
})
