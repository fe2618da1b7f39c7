import { expect, test } from 'vitest'
import { errorFacts, errorIds, supportText } from './error-facts'

const problem = {
  title: 'Bad gateway',
  status: 502,
  code: 'upstream_unusable',
  detail: 'IBM Cloud answered with something unreadable.',
  requestId: 'c2f1a640',
  retryAfter: 20,
  upstream: { status: 502, code: '10000', correlationId: '5b0f9f1e', message: 'Bad gateway' },
}

test('reads a problem as such, inside an error, and beside other members', () => {
  const facts = errorFacts(problem)
  expect(facts).toMatchObject({ detail: problem.detail, retryAfter: 20, upstream: { status: 502 } })
  expect(errorFacts(Object.assign(new Error('x'), { problem }))).toEqual(facts)
})

test.each([
  [new Error('The disk is full'), 'The disk is full'],
  ['said in a string', 'said in a string'],
  [null, 'Internal error in this dashboard.'],
  [{ detail: 7 }, 'Internal error in this dashboard.'],
])('%s has a sentence', (error, detail) => expect(errorFacts(error).detail).toBe(detail))

test('lists the ids IBM asks for, and none when there was no answer', () => {
  expect(errorIds(errorFacts(problem))).toEqual([
    ['X-Correlation-ID', '5b0f9f1e'],
    ['X-Request-ID', 'c2f1a640'],
    ['IBM status', '502 10000'],
    ['Code', 'upstream_unusable'],
  ])
  expect(
    errorIds(errorFacts({ detail: 'x', code: 'dashboard_unreachable', requestId: '' })),
  ).toEqual([])
})

test('the text for a ticket has what was said, every id, and when', () => {
  const text = supportText(errorFacts(problem), new Date('2026-10-14T07:42:06Z'))
  expect(text.split('\n')).toEqual([
    problem.detail,
    'IBM said: Bad gateway',
    'X-Correlation-ID: 5b0f9f1e',
    'X-Request-ID: c2f1a640',
    'IBM status: 502 10000',
    'Code: upstream_unusable',
    'Time: 2026-10-14T07:42:06.000Z',
  ])
})
