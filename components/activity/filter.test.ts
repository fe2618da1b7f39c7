import { expect, test } from 'vitest'
import { activityQuery } from '@/lib/schemas/activity'
import { filterNames, readFilter, toQuery, withFilter } from './filter'

const read = (query: string) => readFilter(new URLSearchParams(query))

test.each([
  ['', {}],
  [
    'actor=Ines%20Brandt&action=job.pause&outcome=failed',
    { actor: 'Ines Brandt', action: 'job.pause', outcome: 'failed' },
  ],
  ['action=job.fly&outcome=&actor=%20', {}],
  ['action=toString&outcome=__proto__', {}],
  ['jobId=12&cursor=x&limit=9&other=1', { jobId: '12' }],
  ['zoneId=a&zoneId=b', { zoneId: 'a' }],
  ['text=shop%20key%0Ahttp', { text: 'shop key http' }],
  [
    'from=2026-10-07T00:00:00%2B02:00&to=2026-10-14T21:59:59.999Z',
    { from: '2026-10-06T22:00:00.000Z', to: '2026-10-14T21:59:59.999Z' },
  ],
  ['from=2026-10-07T00:00:00+02:00', { from: '2026-10-06T22:00:00.000Z' }],
  ['from=2026-10-07&to=yesterday', {}],
  ['from=2026-13-07T00:00:00Z', {}],
])('%s is %j', (query, filter) => expect(read(query)).toEqual(filter))

test('a text longer than the API takes is cut', () => {
  expect(read(`actor=${'x'.repeat(300)}`).actor).toHaveLength(256)
})

test('a member is set and taken out, and the others stay', () => {
  const filter = withFilter({ jobId: '12' }, { outcome: 'unknown' })
  expect(filter).toEqual({ jobId: '12', outcome: 'unknown' })
  expect(withFilter(filter, { jobId: '' })).toEqual({ outcome: 'unknown' })
  expect(withFilter(filter, { action: 'nonsense' })).toEqual(filter)
})

test('the same filter is the same query, whatever the order of its address', () => {
  expect(JSON.stringify(toQuery(read('outcome=failed&actor=ines')))).toBe(
    JSON.stringify(toQuery(read('actor=ines&outcome=failed'))),
  )
})

test('every name of the filter is one of the API', () => {
  expect(filterNames.every((name) => name in activityQuery.shape)).toBe(true)
})
