import { expect, test } from 'vitest'
import { destinationField } from './form-path'

test.each([
  ['cos', 'destination.bucket', 'cos.bucket'],
  ['cos', 'bucket', 'cos.bucket'],
  ['cos', 'destination', 'cos.bucket'],
  ['cos', 'destination.apiKey', 'cos.apiKey'],
  ['cos', 'destination.unheardOf', null],
  ['cloudLogs', 'destination', 'cloudLogs.instanceId'],
  ['cloudLogs', 'destination.region', 'cloudLogs.region'],
  ['cloudLogs', 'destination.bucket', null],
] as const)('%s %s lands on %s', (kind, path, field) =>
  expect(destinationField(kind, path)).toBe(field),
)
