import { expect, test } from 'vitest'
import type { Finding } from '@/lib/jobs/health'
import type { JobState } from '@/lib/schemas/job'
import { countWords } from './count-words'

const finding: Finding = { kind: 'no_delivery', start: null }
const job = (state: JobState, found = false) => ({
  state,
  by: null,
  finding: found ? finding : null,
})
const texts = (...jobs: Parameters<typeof countWords>[0][number][]) =>
  countWords(jobs).map(({ text }) => text)

test('all states in words, the worst first', () => {
  expect(texts()).toEqual([])
  expect(texts(job('delivering'))).toEqual(['1 healthy'])
  const states = ['off', 'failing', 'late', 'delivering', 'never_ran', 'failing'] as const
  expect(texts(...states.map((state) => job(state)))).toEqual([
    '2 not delivering',
    '1 late',
    '1 waiting for the first delivery',
    '1 healthy',
    '1 disabled',
  ])
})

test('what never delivered, or delivers nowhere, is not healthy', () =>
  expect(texts(job('never_ran', true), job('delivering', true), job('delivering'))).toEqual([
    '2 to check',
    '1 healthy',
  ]))

test('what was created disabled was never paused', () => {
  const by = { id: null, name: 'Ines Brandt', how: 'created' } as const
  expect(texts(job('paused'), { ...job('paused'), by }, job('off'))).toEqual([
    '1 paused',
    '2 disabled',
  ])
})

test('what IBM disabled is not delivering', () =>
  expect(texts(job('disabled_by_service'), job('failing'))).toEqual(['2 not delivering']))

test('only a loss is marked as one', () =>
  expect(
    countWords([job('failing'), job('late'), job('delivering')]).map(({ tone }) => tone),
  ).toEqual(['loss', 'warn', undefined]))
