'use client'

import { Empty } from '@/components/states/empty'
import { ListState } from '@/components/states/list-state'
import { useAccessRequests } from '@/lib/queries/access-requests'
import { refresh } from '@/lib/queries/refresh'
import { AnsweredRows } from './answered-rows'
import { RequestRows } from './request-rows'

/** Every request for access: those that wait, and how the others were answered. */
export function RequestsSection() {
  const requests = useAccessRequests()
  const { items = [] } = requests.data ?? {}
  const waiting = items.filter(({ status }) => status === 'waiting')
  const answered = items.filter(({ status }) => status !== 'waiting')
  return (
    <div className="flex max-w-[60rem] flex-col gap-8 pt-2">
      <ListState list={requests} what="the requests" rows={3} onRetry={() => refresh(requests)} />
      {requests.data && items.length === 0 && (
        <Empty
          title={<strong>No requests for access.</strong>}
          text="People who sign in with the company account can request access to a zone by its name. Their requests appear here."
        />
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="requests-waiting">
          <h2 id="requests-waiting" className="mb-1 text-heading">
            Waiting
          </h2>
          <RequestRows requests={waiting} />
        </section>
      )}
      {answered.length > 0 && (
        <section aria-labelledby="requests-answered">
          <h2 id="requests-answered" className="mb-1 text-heading">
            Answered
          </h2>
          <AnsweredRows requests={answered} />
        </section>
      )}
    </div>
  )
}
