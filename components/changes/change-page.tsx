'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { Absent } from '@/components/states/absent'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { useChange, useSeeChange } from '@/lib/queries/change'
import { ApiError } from '@/lib/queries/fetcher'
import { refresh } from '@/lib/queries/refresh'
import { sessionQuery } from '@/lib/queries/session'
import { routes } from '@/lib/routes'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { ChangeFacts } from './change-facts'
import { changeTitle, statusSentence, statusWords } from './change-words'
import { DecisionForm } from './decision-form'
import { Withdrawal } from './withdrawal'

/** One change: how it stands, what differs, who asked and why it waits, and what this person can do. */
export function ChangePage({
  id,
  diff,
}: {
  id: string
  /** What differs, line by line. */
  diff: (change: ChangeRequest) => ReactNode
}) {
  const query = useChange(id)
  const { data: change, error } = query
  useTabTitle(change ? changeTitle(change) : 'Change')
  if (!change && error instanceof ApiError && [400, 404].includes(error.status)) {
    return (
      <Absent
        what="page"
        actions={
          <ButtonLink href={routes.changes()} variant="primary">
            View all changes
          </ButtonLink>
        }
      >
        Only the person who requested a change and administrators can see it.
      </Absent>
    )
  }
  return (
    <>
      {error && (
        <ErrorNotice
          className="mb-5"
          title="The change could not be loaded."
          error={error}
          hint="Nothing was changed."
          onRetry={() => refresh(query)}
          retrying={query.isFetching}
        />
      )}
      {change ? <Known change={change} diff={diff} /> : !error && <Loading what="the change" />}
    </>
  )
}

function Known({
  change,
  diff,
}: {
  change: ChangeRequest
  diff: (change: ChangeRequest) => ReactNode
}) {
  const session = useQuery(sessionQuery()).data
  const isOwn = session?.user.id === change.asker.id
  useSeen(change, isOwn)
  const { key, rest } = statusSentence(change)
  const isWaiting = change.status === 'waiting'
  return (
    <>
      <PageTitle
        title={changeTitle(change)}
        crumbs={[{ label: 'Changes', href: routes.changes() }]}
        aside={change.zoneName}
      />
      <div role="status" className="mt-5 flex items-start gap-3">
        <StateGlyph glyph={statusWords(change).glyph} size={20} className="mt-1" />
        <p className="max-w-[70ch] text-lead text-balance">
          <strong className="font-semibold">{key}</strong> {rest}
        </p>
      </div>
      <Outcome change={change} />
      <div className="mt-6 grid items-start gap-x-7 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        {diff(change)}
        <ChangeFacts change={change} />
      </div>
      {isWaiting && isOwn && (
        <>
          {session?.admin && (
            <p className="mt-8 text-ink-2">
              You requested this change, so another administrator has to decide.
            </p>
          )}
          <Withdrawal change={change} />
        </>
      )}
      {isWaiting && !isOwn && session?.admin && <DecisionForm change={change} />}
    </>
  )
}

/** Where to look once it is over. */
function Outcome({
  change: { status, action, instanceId, zoneId, jobId },
}: {
  change: ChangeRequest
}) {
  if (status !== 'carried_out' && status !== 'failed' && status !== 'unknown') return null
  const hasJob = jobId !== null && action !== 'job.delete' && status === 'carried_out'
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {hasJob && <ButtonLink href={routes.job(instanceId, zoneId, jobId)}>View job</ButtonLink>}
      <ButtonLink href={routes.zone(instanceId, zoneId)}>View zone</ButtonLink>
      <ButtonLink href={routes.activity({ instanceId, zoneId })} variant="quiet">
        View activity
      </ButtonLink>
    </div>
  )
}

/** Once its asker has it before them, no notice tells of it any more. */
function useSeen(change: ChangeRequest, isOwn: boolean): void {
  const { mutate } = useSeeChange()
  const isNews = isOwn && !change.isSeen && !['waiting', 'approved'].includes(change.status)
  const onNews = useEffectEvent(() => mutate(change.id))
  useEffect(() => {
    if (isNews) onNews()
  }, [isNews])
}
