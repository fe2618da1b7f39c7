'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { DataAge } from '@/components/ui/data-age'
import { PageTitle } from '@/components/ui/page-title'
import { useChanges } from '@/lib/queries/changes'
import { refresh } from '@/lib/queries/refresh'
import { sessionQuery } from '@/lib/queries/session'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { ChangeRows } from './change-rows'

/** As many as are shown; older ones are in Activity. */
const limit = '100'

/** What waits for this person, what they asked for themselves, and what was decided. */
export function Changes() {
  const isAdmin = useQuery(sessionQuery()).data?.admin ?? false
  const own = useChanges({ asker: 'me', limit })
  const others = useChanges({ asker: 'others', limit }, isAdmin)
  const waiting = useChanges({ asker: 'others', status: 'waiting', limit: '200' }, isAdmin)
  const failed = [own, others, waiting].find(({ isError }) => isError)
  const isLoading = own.isPending || (isAdmin && (others.isPending || waiting.isPending))
  const isOver = ({ status }: ChangeRequest) => status !== 'waiting'
  const mine = own.data?.items ?? []
  const toDecide = waiting.data?.items ?? []
  const decided = others.data?.items.filter(isOver) ?? []
  return (
    <>
      <PageTitle title="Changes">
        Changes that need an administrator’s approval before they are sent to IBM.
      </PageTitle>
      <div className="mt-3 flex justify-end">
        <DataAge at={own.dataUpdatedAt || null} stale={failed !== undefined} />
      </div>
      {failed && (
        <ErrorNotice
          className="mb-4"
          title="The changes could not be loaded."
          error={failed.error}
          hint="Nothing was changed."
          onRetry={() => refresh(own, ...(isAdmin ? [others, waiting] : []))}
          retrying={own.isFetching}
        />
      )}
      {isLoading && !failed ? (
        <Loading what="the changes" />
      ) : (
        <>
          {isAdmin && (
            <Section title="Waiting for you" empty="Nothing waits for your decision.">
              {toDecide}
            </Section>
          )}
          {(!isAdmin || mine.length > 0) && (
            <Section title="Your requests" empty="You have requested no changes.">
              {mine}
            </Section>
          )}
          {isAdmin && (
            <Section title="Decided" empty="No change has been decided yet.">
              {decided}
            </Section>
          )}
        </>
      )}
    </>
  )
}

function Section({
  title,
  empty,
  children: changes,
}: {
  title: string
  empty: string
  children: readonly ChangeRequest[]
}) {
  const id = useId()
  const isToDecide = title === 'Waiting for you'
  return (
    <section aria-labelledby={id} className="mt-8 first-of-type:mt-4">
      <h2 id={id} className="text-heading">
        {title}
      </h2>
      {changes.length === 0 ? (
        <p className="mt-2 text-ink-3">{empty}</p>
      ) : (
        <ChangeRows label={id} changes={changes} {...(isToDecide && { act: 'Review' })} />
      )}
    </section>
  )
}
