import { beforeAll, expect, test } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import { destinationErrors } from './draft-errors'
import { kindChunks } from './kinds/chunks'
import { cloudLogsDraft, cosDraft } from './testing'

// As the form does when a kind is chosen.
beforeAll(() => Promise.all(Object.values(kindChunks).map(({ load }) => load())))

const names = (...args: Parameters<typeof destinationErrors>) =>
  destinationErrors(...args).map(({ name }) => name)

test('a complete destination has nothing wrong', () => {
  expect(destinationErrors(cosDraft())).toEqual([])
  expect(destinationErrors(cloudLogsDraft())).toEqual([])
})

test('an empty form asks for what is needed, from top to bottom', () => {
  expect(destinationErrors(emptyDraft())).toEqual([
    { name: 'cos.instanceId', message: 'Choose an Object Storage instance.' },
    { name: 'cos.bucket', message: 'Choose a bucket, or enter its name.' },
    { name: 'cos.apiKey', message: 'Enter an API key that can write to the bucket.' },
  ])
  expect(names({ ...emptyDraft(), kind: 'cloudLogs' })).toEqual([
    'cloudLogs.instanceId',
    'cloudLogs.region',
    'cloudLogs.apiKey',
  ])
})

test('the region is asked for once a bucket is there', () => {
  expect(names(cosDraft({ region: '' }))).toEqual(['cos.region'])
  expect(names(cosDraft({ bucket: '', region: '' }))).toEqual(['cos.bucket'])
})

test.each([
  [{ bucket: 'Not_A_Bucket' }, 'cos.bucket'],
  [{ region: 'Frankfurt!' }, 'cos.region'],
  [{ path: 'a//b' }, 'cos.path'],
  [{ instanceId: 'not-a-guid' }, 'cos.instanceId'],
  [{ apiKey: 'has a blank' }, 'cos.apiKey'],
])('%j is told at %s', (cos, name) => expect(names(cosDraft(cos))).toEqual([name]))

test('a challenge needs no key, and its token belongs to another step', () => {
  expect(destinationErrors(cosDraft({ auth: 'challenge', apiKey: '' }))).toEqual([])
})

test('what the job holds already is not judged again, what changes is', () => {
  const before = cosDraft({ path: 'date={DATE}', bucket: 'Old_Bucket', region: '', apiKey: '' })
  const edited = { ...before, cos: { ...before.cos, apiKey: 'FAKE-new-key' } }
  expect(names(edited, { before })).toEqual([])
  expect(names(before, { before })).toEqual(['cos.apiKey'])
  expect(names({ ...edited, cos: { ...edited.cos, path: 'x/{DATE}' } }, { before })).toEqual([
    'cos.path',
  ])
  const challenged = { ...edited, cos: { ...edited.cos, auth: 'challenge' as const } }
  expect(names(challenged, { before: challenged })).toContain('cos.path')
})

test('a key that is kept need not be typed; a typed one is judged all the same', () => {
  expect(names(cosDraft({ apiKey: '' }), { keepsKey: true })).toEqual([])
  expect(names(cosDraft({ apiKey: 'short' }), { keepsKey: true })).toEqual(['cos.apiKey'])
  expect(names(cloudLogsDraft({ apiKey: '' }), { keepsKey: true })).toEqual([])
})
