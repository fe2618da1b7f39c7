import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ApiError } from './fetcher'
import { type Outcome, useOutcome } from './outcome'

const lost = new ApiError({
  type: 'about:blank',
  title: 'No response',
  status: 0,
  code: 'dashboard_unreachable',
  detail: 'This dashboard can’t be reached.',
  requestId: '00000000-0000-4000-8000-000000000000',
})

it('is one and the same as long as nothing was heard, so that no effect runs again for it', () => {
  const seen: (Outcome | null)[] = []
  const Asking = () => {
    seen.push(useOutcome(lost), useOutcome(lost))
    return null
  }
  const client = new QueryClient()
  renderToStaticMarkup(createElement(QueryClientProvider, { client }, createElement(Asking)))
  expect(seen[0]).toEqual({ state: 'looking', isAnswered: false })
  expect(seen[1]).toBe(seen[0])
})
