import { expect, it } from 'vitest'
import { challengeConf } from '@/lib/destinations/cos-place'
import { sameBucket } from './same-bucket'

const place = {
  instanceId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
  bucket: 'edge-logs',
  region: 'eu-de',
  path: 'http',
  dailyFolders: true,
}

it.each([
  ['another path', { path: 'dns', dailyFolders: false }, true],
  ['another bucket', { bucket: 'edge-logs-2' }, false],
  ['another instance', { instanceId: '00000000-7d41-4c0e-9b1a-5e0d3f8a9d20' }, false],
])('%s', (_, change, expected) => {
  expect(sameBucket(challengeConf(place), challengeConf({ ...place, ...change }))).toBe(expected)
})

it('knows no bucket that is not chosen', () => {
  const open = challengeConf({ ...place, bucket: '' })
  expect(sameBucket(open, open)).toBe(false)
})
