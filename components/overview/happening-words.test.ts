import { expect, it } from 'vitest'
import type { Happening } from '@/lib/schemas/overview'
import { happeningWords } from './happening-words'

let nth = 0
const happening = (kind: Happening['kind'], by: string | null, isOutside = false): Happening => ({
  kind,
  at: '2026-03-02T12:00:00.000Z',
  zone: { id: 'z', name: 'shop.example', instanceId: 'i' },
  job: { id: String(++nth), name: null },
  cause: null,
  by,
  isOutside,
})

it('counts what happened, by whom, and marks what was not done here', () => {
  expect(
    happeningWords([
      ...Array.from({ length: 5 }, () => happening('created', 'Jakub')),
      happening('created', 'Ines'),
      happening('changed', 'Ines'),
      happening('changed', null, true),
      happening('gone', null, true),
      happening('failing', null),
    ]),
  ).toEqual([
    { count: 6, words: 'jobs created', by: '5 by Jakub, 1 by Ines', outside: '' },
    {
      count: 2,
      words: 'jobs changed',
      by: 'by Ines',
      outside: '1 of them not through this dashboard',
    },
    { count: 1, words: 'job gone', by: '', outside: 'not through this dashboard' },
    { count: 1, words: 'newly failing', by: '', outside: '' },
  ])
  expect(happeningWords([])).toEqual([])
})
