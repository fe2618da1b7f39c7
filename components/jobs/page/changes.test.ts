import { expect, it } from 'vitest'
import { changesOf, noChanges, outsideWords } from './changes'

const item = (id: string, at: string) => ({ id, at })

it('puts what was done here and elsewhere in one order, the newest first', () => {
  const all = changesOf(
    [item('b', '2026-03-03T14:12:00.000Z'), item('a', '2026-03-01T11:31:00.000Z')],
    [
      { kind: 'resumed', at: '2026-03-04T02:05:00.000Z' },
      { kind: 'changed', at: '2026-03-02T02:05:00.000Z' },
    ],
  )
  expect(all.map((one) => (one.item ? one.item.id : outsideWords(one.outside)))).toEqual([
    'Resumed',
    'b',
    'Changed',
    'a',
  ])
})

it('says that nothing was seen elsewhere only where it was looked', () => {
  expect(noChanges(30)).toBe(
    'No changes through this dashboard, and none seen in 30 days that were made with other tools.',
  )
  expect(noChanges(null)).toBe('No changes through this dashboard.')
})
