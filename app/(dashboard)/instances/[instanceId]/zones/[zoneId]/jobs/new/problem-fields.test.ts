import { expect, test } from 'vitest'
import { placeErrors } from './problem-fields'

const placed = (kind: 'cos' | 'cloudLogs', code: string, path: string) =>
  placeErrors(kind, code, [{ path, message: 'x' }]).map(({ step, name }) => [step, name])[0]

test.each([
  ['cos', '', 'destination.bucket', ['destination', 'cos.bucket']],
  ['cos', 'destination_unreachable', 'destination', ['destination', 'cos.bucket']],
  ['cos', 'destination_in_use', 'destination', ['destination', 'cos.path']],
  ['cloudLogs', 'destination_in_use', 'destination', ['destination', 'cloudLogs.instanceId']],
  ['cloudLogs', '', 'destination.apiKey', ['destination', 'cloudLogs.apiKey']],
  ['cos', 'ownership_mismatch', 'destination.ownershipToken', ['ownership', 'cos.ownershipToken']],
  ['cos', '', 'name', ['logs', 'name']],
  ['cos', '', 'logs.fields.names.3', ['logs', 'logs.names']],
  ['cos', '', 'logs.timestamps', ['logs', 'logs.timestamps']],
  ['cos', '', 'frequency', ['logs', 'logs.frequency']],
] as const)('%s %s %s', (kind, code, path, where) =>
  expect(placed(kind, code, path)).toEqual(where),
)

test('what no field holds is left to the notice', () => {
  expect(placeErrors('cos', '', [{ path: 'zone', message: 'x' }])).toEqual([])
})
