import { expect, test } from 'vitest'
import { emptyDraft } from '@/lib/jobs/draft'
import { placeErrors } from './problem-fields'

const placed = (kind: 'cos' | 'cloudLogs', path: string) =>
  placeErrors({ ...emptyDraft(), kind }, '', [{ path, message: 'x' }]).map(({ step, name }) => [
    step,
    name,
  ])[0]

test.each([
  ['cos', 'destination.bucket', ['destination', 'cos.bucket']],
  ['cloudLogs', 'destination.apiKey', ['destination', 'cloudLogs.apiKey']],
  ['cos', 'destination.ownershipToken', ['ownership', 'cos.ownershipToken']],
  ['cos', 'name', ['logs', 'name']],
  ['cos', 'logs.fields.names.3', ['logs', 'logs.names']],
  ['cos', 'frequency', ['logs', 'logs.frequency']],
] as const)('%s %s', (kind, path, where) => expect(placed(kind, path)).toEqual(where))

test('what no field holds is left to the notice', () => {
  expect(placeErrors(emptyDraft(), '', [{ path: 'zone', message: 'x' }])).toEqual([])
})
