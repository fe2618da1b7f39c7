'use client'

import { ListState } from '@/components/states/list-state'
import { chunk, useChunk } from '@/components/ui/chunk'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { useAccessRequests } from '@/lib/queries/access-requests'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import { AnsweredRows } from './answered-rows'

const formChunk = chunk(() => import('./ask-form'))

/** For members: a new request, and how the earlier ones were answered. */
export function RequestAccess() {
  const requests = useAccessRequests()
  const form = useChunk(formChunk)
  return (
    <>
      <PageTitle title="Request access" crumbs={[{ label: 'Zones', href: routes.zones() }]}>
        An administrator of this dashboard answers.
      </PageTitle>
      <div className="mt-6 grid gap-10 lg:grid-cols-[minmax(0,35rem)_minmax(0,1fr)]">
        {form ? <form.AskForm /> : <Skeleton className="h-96" />}
        <section aria-labelledby="own-requests">
          <h2 id="own-requests" className="border-b border-line pb-1.5 text-heading">
            Your requests
          </h2>
          <ListState
            className="mt-3"
            list={requests}
            what="your requests"
            rows={2}
            hint={null}
            onRetry={() => refresh(requests)}
          />
          {requests.data?.items.length === 0 && <p className="py-3 text-ink-2">None yet.</p>}
          <AnsweredRows own requests={requests.data?.items ?? []} />
        </section>
      </div>
    </>
  )
}
