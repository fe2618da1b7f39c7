import { expect, test } from 'vitest'
import type { Instance } from '@/lib/schemas/instance'
import type { RecentZone } from '@/lib/schemas/zone'
import { chooseInstance } from './choose-instance'

const instance = (id: string, more: Partial<Instance> = {}): Instance => ({
  id,
  name: id,
  plan: 'Enterprise',
  region: 'global',
  state: 'active',
  logpush: 'yes',
  ...more,
})
const used = (instanceId: string): RecentZone => ({
  instanceId,
  zoneId: 'z',
  zoneName: 'z.example',
  usedAt: '2026-10-14T07:42:00Z',
})

const standard = instance('standard', { logpush: 'no' })
const gone = instance('gone', { state: 'pending_reclamation' })
const good = instance('good')
const other = instance('other')
const all = [standard, gone, good, other]

test.each([
  ['the address', all, [used('good')], 'other', 'other'],
  ['the address, whatever its case', all, [], 'OTHER', 'other'],
  ['the address, though it can’t do Logpush', all, [], 'standard', 'standard'],
  ['the zone used last', all, [used('other'), used('good')], null, 'other'],
  ['the next one when that instance is gone', all, [used('deleted'), used('good')], null, 'good'],
  ['the first that is able', all, [], null, 'good'],
  ['the only one', [standard], [], null, 'standard'],
])('%s decides', (_, instances, recent, asked, expected) => {
  expect(chooseInstance(instances, recent, asked)).toMatchObject({ instance: { id: expected } })
})

test('what is not there is said', () => {
  expect(chooseInstance(all, [used('good')], 'foreign')).toEqual({ kind: 'unknown' })
  expect(chooseInstance([], [used('good')], null)).toEqual({ kind: 'none' })
})
