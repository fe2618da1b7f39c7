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

/** As the server counts them. */
function told(all: readonly Happening[]) {
  const happened = [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, own]) => {
    const jobs = (some: readonly Happening[]) => new Set(some.map(({ job }) => job.id)).size
    return { kind, jobs: jobs(own), outside: jobs(own.filter(({ isOutside }) => isOutside)) }
  })
  return happeningWords({ sinceYesterday: [...all], happened })
}

it('counts what happened, by whom, and marks what was not done here', () => {
  expect(
    told([
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
  expect(told([])).toEqual([])
})

it('counts all of it, though only the newest are named', () => {
  const sinceYesterday = [happening('changed', 'Ines'), happening('changed', null, true)]
  const happened = [{ kind: 'changed' as const, jobs: 5_000, outside: 4_000 }]
  expect(happeningWords({ sinceYesterday, happened })).toEqual([
    {
      count: 5_000,
      words: 'jobs changed',
      by: 'by Ines',
      outside: '4,000 of them not through this dashboard',
    },
  ])
})

it('says of one job that two changed who one of them was', () => {
  const [here, elsewhere] = [happening('changed', 'Ines'), happening('changed', null, true)]
  expect(told([here, { ...elsewhere, job: here.job }])).toEqual([
    { count: 1, words: 'job changed', by: 'by Ines', outside: 'also not through this dashboard' },
  ])
})
