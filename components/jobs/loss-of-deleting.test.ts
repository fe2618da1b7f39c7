import { expect, test } from 'vitest'
import type { DestinationView } from '@/lib/destinations/registry'
import { lossOfDeleting } from './loss-of-deleting'

const qradar: DestinationView = { kind: 'qradar', host: 'siem.example', port: 8088 }
const job = (id: string, dataset: string, enabled = true) => ({
  id,
  dataset,
  enabled,
  destination: qradar,
})
const http = job('1', 'http_requests')

test.each([
  [
    'the only sender',
    http,
    [http, job('2', 'dns_logs')],
    /will no longer be delivered: this is the only job/,
  ],
  [
    'the other one is off',
    http,
    [job('2', 'http_requests', false)],
    /will no longer be delivered: this is the only job/,
  ],
  ['one other sends', http, [job('2', 'http_requests')], /one other job still sends them/],
  [
    'two others send',
    http,
    [job('2', 'http_requests'), job('3', 'http_requests')],
    /2 other jobs still send them/,
  ],
  ['others not known', http, undefined, /no longer be delivered to siem\.example:8088/],
  ['off', job('1', 'http_requests', false), [], /no delivery stops/],
  [
    'a leftover',
    { ...http, destination: { kind: 'logdna', hostname: 'h', hasKey: true } as const },
    [],
    /no logs are affected/,
  ],
] as const)('%s', (_, given, others, expected) =>
  expect(lossOfDeleting(given, 'shop.example', others)).toMatch(expected),
)
