import { expect, test } from 'vitest'
import { activityAction } from '@/lib/schemas/activity'
import { actionGroups, deedWords, jobWords, placeWords } from './action-words'

const both = { state: 'watching', oldJobId: '7', newJobId: '8', keepOld: false }
const asked = { name: 'shop', move: both }

test.each([
  ['job.create', 'succeeded', null, 'Created'],
  ['job.update', 'succeeded', null, 'Changed'],
  ['job.pause', 'succeeded', null, 'Paused'],
  ['job.resume', 'succeeded', null, 'Resumed'],
  ['job.delete', 'succeeded', null, 'Deleted'],
  ['retention.update', 'succeeded', { enabled: true }, 'Turned retention on'],
  ['retention.update', 'succeeded', { enabled: false }, 'Turned retention off'],
  ['retention.update', 'succeeded', { enabled: 'odd' }, 'Changed retention'],
  ['ownership.challenge', 'succeeded', null, 'Requested an ownership challenge'],
  ['destination.test', 'succeeded', null, 'Tested a destination'],
  ['job.move', 'succeeded', null, 'Moved'],
  ['job.move', 'succeeded', asked, 'Started moving'],
  ['job.move', 'pending', asked, 'Moving'],
  ['job.move', 'failed', { move: { ...both, state: 'stopped' } }, 'Failed to move'],
  ['job.pause', 'failed', null, 'Failed to pause'],
  ['job.create', 'unknown', null, 'Attempted to create'],
  ['retention.update', 'failed', { enabled: true }, 'Failed to turn retention on'],
  ['job.delete', 'pending', null, 'Deleting'],
  ['retention.update', 'pending', { enabled: false }, 'Turning retention off'],
  ['change.request', 'succeeded', { request: { action: 'job.pause' } }, 'Requested to pause'],
  [
    'change.approve',
    'succeeded',
    { request: { action: 'job.move' } },
    'Approved the request to move',
  ],
  [
    'change.expire',
    'succeeded',
    { request: { action: 'job.create' } },
    'Expired: request to create',
  ],
  ['change.decline', 'succeeded', { request: { action: 'toString' } }, 'Declined a change'],
] as const)('%s, %s: %j is “%s”', (action, outcome, after, words) => {
  expect(deedWords({ action, outcome, after })).toBe(words)
})

test.each(activityAction.options)('%s that failed was tried', (action) => {
  expect(deedWords({ action, outcome: 'failed', after: [] })).toMatch(/^Failed to [a-z]/)
})

test.each([
  [{ jobName: 'shop', jobId: '7' }, 'shop'],
  [{ jobName: ' ', jobId: '7' }, 'job 7'],
  [{ jobName: 'never-made', jobId: null }, 'never-made'],
  [{ jobName: null, jobId: null }, null],
])('the job of %j is %j', (entry, words) => expect(jobWords(entry)).toBe(words))

test.each([
  [{ destination: { bucket: 'logs', path: 'http' } }, 'logs/http'],
  [{ destination: { bucket: 'logs', path: null } }, 'logs'],
  [{ destination: { kind: 'cloudLogs', instanceId: '8a0c' } }, '8a0c'],
  [{ destination: [] }, null],
  ['odd', null],
])('the place tested in %j is %j', (after, words) => {
  expect(placeWords({ action: 'destination.test', after, subject: null })).toBe(words)
  expect(placeWords({ action: 'job.create', after, subject: null })).toBeNull()
})

test('what is about no job says what it is about', () => {
  const subject = 'viewer on shop.example to group net-ops'
  expect(placeWords({ action: 'grant.create', after: {}, subject })).toBe(subject)
})

test('a move names its other job', () => {
  const words = (after: unknown) => placeWords({ action: 'job.move', after, subject: null })
  expect(words(asked)).toBe('to the second job 8')
  expect(words({ move: both })).toBe('from job 7')
  expect(words({ name: 'shop', move: { ...both, newJobId: null } })).toBeNull()
})

const resume = { enabled: true, request: { id: '1', action: 'job.resume', asker: 'Tomás Araújo' } }

test.each([
  ['grant.create', 'Gave access'],
  ['session.create', 'Signed in'],
  ['token.delete', 'Revoked a token'],
] as const)('%s is “%s”', (action, words) => {
  expect(deedWords({ action, outcome: 'succeeded', after: null })).toBe(words)
})

test('a decision says who had asked', () => {
  const words = placeWords({ action: 'change.approve', after: resume, subject: null })
  expect(words).toBe('requested by Tomás Araújo')
  expect(placeWords({ action: 'change.approve', after: { request: [] }, subject: null })).toBeNull()
})

test('every action is in one group of the filter', () => {
  const listed = actionGroups.flatMap(({ actions }) => actions)
  expect(listed.toSorted()).toEqual([...activityAction.options].toSorted())
})
