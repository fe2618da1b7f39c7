import { expect, test } from 'vitest'
import { fieldFor, toDotted } from './apply-problem'

test.each([
  ['name', 'name'],
  ['destination.bucket', 'destination.bucket'],
  ['logs.fields.names[3]', 'logs.fields.names.3'],
  ["destination['apiKey']", 'destination.apiKey'],
  ['/destination/path', 'destination.path'],
  ['[0].name', '0.name'],
])('%s is written %s', (path, dotted) => expect(toDotted(path)).toBe(dotted))

test.each([
  ['destination.bucket', 'destination.bucket'],
  ['logs.fields.names[3]', 'logs.fields'],
  ['destination.region', undefined],
  ['', undefined],
  ['destinations', undefined],
])('%s lands on %s', (path, field) =>
  expect(fieldFor(path, new Set(['name', 'destination.bucket', 'logs.fields']))).toBe(field),
)
