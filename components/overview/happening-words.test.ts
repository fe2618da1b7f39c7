import { expect, it } from 'vitest'
import type { Happening } from '@/lib/schemas/overview'
import { happenedTo, happeningWords, onceWords } from './happening-words'

let nth = 0
const happening = (kind: Happening['kind'], by: string | null, isOutside = false): Happening => ({
  kind,
  at: '2026-03-02T12:00:00.000Z',
  zone: { id: 'z', name: 'shop.example', instanceId: 'i' },
  job: { id: String(++nth), name: null },
  cause: null,
  by,
  isOutside,
  opens: 'job',
})

/** Without the names. */
const counted = (all: ReturnType<typeof happeningWords>) =>
  all.map(({ count, words, by, outside }) => ({ count, words, by, outside }))

/** As the server counts them. */
function told(all: readonly Happening[]) {
  const happened = [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, own]) => {
    const jobs = (some: readonly Happening[]) => new Set(some.map(({ job }) => job.id)).size
    return { kind, jobs: jobs(own), outside: jobs(own.filter(({ isOutside }) => isOutside)) }
  })
  return happeningWords({ sinceYesterday: [...all], happened })
}
const ids = (all: readonly Happening[] | undefined) => all?.map(({ job }) => job.id)

it('counts what happened, by whom, and marks what was not done here', () => {
  expect(
    counted(
      told([
        ...Array.from({ length: 5 }, () => happening('created', 'Jakub')),
        happening('created', 'Ines'),
        happening('changed', 'Ines'),
        happening('changed', null, true),
        happening('gone', null, true),
        happening('failing', null),
      ]),
    ),
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
  expect(counted(happeningWords({ sinceYesterday, happened }))).toEqual([
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
  expect(counted(told([here, { ...elsewhere, job: here.job }]))).toEqual([
    { count: 1, words: 'job changed', by: 'by Ines', outside: 'also not through this dashboard' },
  ])
})

it('names the jobs, each once and the newest first, and how many there are besides', () => {
  const several = Array.from({ length: 4 }, () => happening('changed', 'Ines'))
  const [first, second] = several
  const again = { ...happening('changed', null, true), job: first?.job ?? { id: '', name: null } }
  const [line] = told([...several, again])
  expect(ids(line?.named)).toEqual([first?.job.id, second?.job.id])
  expect(line).toMatchObject({ count: 4, more: 2 })
  expect(line?.all).toHaveLength(5)
  expect(told([again])[0]).toMatchObject({ named: [again], more: 0 })
})

it('leads to the job, to its zone where it is gone, and nowhere where that is gone too', () => {
  const one = happening('gone', null, true)
  const named = { ...one, job: { id: '7', name: 'press-http' } }
  const of = (opens: Happening['opens']) => happenedTo({ ...named, opens })
  expect(of('job')).toEqual({
    name: 'press-http',
    zoneName: 'shop.example',
    href: '/instances/i/zones/z/jobs/7',
  })
  expect(of('zone').href).toBe('/instances/i/zones/z')
  expect(of('nothing').href).toBeNull()
  const unnamed = { id: '84120', name: null }
  const zone = { ...one.zone, name: 'xn--mller-kva.example' }
  expect(happenedTo({ ...one, job: unnamed, zone })).toMatchObject({
    name: 'Job 84120',
    zoneName: 'müller.example',
  })
})

it('says of each who did it, or that it was not done here', () => {
  expect(onceWords(happening('paused', 'Ines'))).toEqual({ text: 'by Ines', isOutside: false })
  expect(onceWords(happening('paused', null, true))).toEqual({
    text: 'not through this dashboard',
    isOutside: true,
  })
  expect(onceWords(happening('failing', null)).text).toBe('')
  expect(onceWords({ ...happening('failing', null), count: 2_000 }).text).toBe('2,000 times, last')
})
