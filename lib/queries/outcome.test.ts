import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ApiError } from './fetcher'
import { type Outcome, outcomeOf, useOutcome } from './outcome'

const lostWith = (code: string, sentAtMs = Date.now()) =>
  new ApiError(
    {
      type: 'about:blank',
      title: 'No response',
      status: 0,
      code,
      detail: 'Nobody knows.',
      requestId: '00000000-0000-4000-8000-000000000000',
    },
    sentAtMs,
  )
const lost = lostWith('dashboard_unreachable')

it('is one and the same as long as nothing was heard, so that no effect runs again for it', () => {
  const seen: (Outcome | null)[] = []
  const Asking = () => {
    seen.push(useOutcome(lost), useOutcome(lost))
    return null
  }
  const client = new QueryClient()
  renderToStaticMarkup(createElement(QueryClientProvider, { client }, createElement(Asking)))
  expect(seen[0]).toEqual({ state: 'looking' })
  expect(seen[1]).toBe(seen[0])
})

it.each<[string, number, string]>([
  ['dashboard_unreachable', 0, 'looking'],
  ['dashboard_unreachable', 41_000, 'not_done'],
  ['internal', 41_000, 'not_done'],
  // The server took it for the same as another request, whose outcome is not in the record under this one's id.
  ['outcome_unknown', 41_000, 'unknowable'],
])('of a request that is not in the record, after %s and %i ms', (code, ageMs, state) => {
  expect(outcomeOf(null, lostWith(code, Date.now() - ageMs)).state).toBe(state)
})
