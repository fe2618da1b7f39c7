import { expect, test } from 'vitest'
import { emptyDraft } from './draft'
import { draftPath } from './paths'

test.each([
  ['cos', '', 'destination.bucket', 'cos.bucket'],
  ['cos', '', 'destination', 'cos.bucket'],
  ['cos', 'destination_unreachable', 'destination', 'cos.bucket'],
  ['cos', 'destination_in_use', 'destination', 'cos.path'],
  ['cos', 'destination_in_use', 'destination.bucket', 'cos.bucket'],
  ['cos', '', 'destination.apiKey', 'cos.apiKey'],
  ['cos', '', 'destination.ownershipToken', 'cos.ownershipToken'],
  ['cos', '', 'destination.unheardOf', null],
  ['cos', '', 'destinations', null],
  ['cloudLogs', '', 'destination', 'cloudLogs.instanceId'],
  ['cloudLogs', 'destination_in_use', 'destination', 'cloudLogs.instanceId'],
  ['cloudLogs', '', 'destination.region', 'cloudLogs.region'],
  ['cloudLogs', '', 'destination.bucket', null],
  ['cos', '', 'name', 'name'],
  ['cos', '', 'dataset', 'logs.dataset'],
  ['cos', '', 'frequency', 'logs.frequency'],
  ['cos', '', 'logs.fields.names.3', 'logs.names'],
  ['cos', '', 'logs.timestamps', 'logs.timestamps'],
  ['cos', '', 'zone', null],
] as const)('%s %s %s is shown at %s', (kind, code, path, field) =>
  expect(draftPath({ ...emptyDraft(), kind }, path, code)).toBe(field),
)

test('rows are found although empty ones are not sent', () => {
  const empty = { name: '', value: '' }
  const key = { name: 'X-Key', value: '' }
  const https = { url: '', headers: [empty, key], params: [empty, empty, key] }
  const path = (apiPath: string) => draftPath({ kind: 'https', https }, apiPath)
  expect(path('destination.headers.0.value')).toBe('https.headers.1.value')
  expect(path('destination.params.0.name')).toBe('https.params.2.name')
  expect(path('destination.headers')).toBe('https.headers')
  expect(path('destination.headers.5.name')).toBe('https.headers.5.name')
})
