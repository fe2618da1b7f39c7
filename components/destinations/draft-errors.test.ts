import { beforeAll, expect, test } from 'vitest'
import { emptyDraft, type JobDraft } from '@/lib/jobs/draft'
import { destinationErrors, destinationItems } from './draft-errors'
import { kindChunks } from './kinds/chunks'
import { cloudLogsDraft, cosDraft } from './testing'

// As the form does when a kind is chosen.
beforeAll(async () => {
  const kinds = await Promise.all(Object.values(kindChunks).map(({ load }) => load()))
  await Promise.all(kinds.map(({ check }) => check.load()))
})

function draftOf<K extends JobDraft['kind']>(kind: K, members: Partial<JobDraft[K]>): JobDraft {
  const draft = emptyDraft()
  return { ...draft, kind, [kind]: { ...draft[kind], ...members } }
}

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

test('what the checks say is at its fields, each once', () => {
  const items = destinationItems(
    draftOf('https', {
      url: 'https://logs.example/in',
      headers: [
        { name: '', value: '' },
        { name: 'X-Key', value: '' },
        { name: 'Authorization', value: '<token>' },
      ],
      params: [{ name: 'header_X', value: 'FAKE' }],
    }),
  )
  expect(items.map(({ name, level }) => [name, level])).toEqual([
    ['https.headers.1.value', 'error'],
    ['https.headers.2.value', 'warning'],
    ['https.params.0.name', 'error'],
  ])
})

test('of a destination that stays, and of a secret that does, nothing is said', () => {
  const before = draftOf('splunk', { endpoint: 'old.example:9999', token: '' })
  expect(destinationItems(before, { keepsKey: true, before })).toEqual([])
  expect(destinationItems(before).map(({ code }) => code)).toContain('port_unusual')
  const masked = draftOf('other', { conf: 'azure://x.blob.core.windows.net/logs?sig=•••' })
  expect(destinationItems(masked, { keepsKey: true, before: masked })).toEqual([])
})
