'use client'

import Link from 'next/link'
import { Clock } from '@/components/ui/age'
import { excerpt } from '@/lib/jobs/trouble'
import { deedOf, doer } from '@/lib/jobs/who'
import { useJobHistory } from '@/lib/queries/history'
import { routes } from '@/lib/routes'
import type { ActivityItem } from '@/lib/schemas/activity'
import type { JobHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { changeWords } from './change-words'
import { changesOf, noChanges, outsideWords } from './changes'

/** As many as stand beside the other sections without being longer than them. */
const shown = 7
/** What the history tells of, as it is asked for. */
const historyDays = 30

/** What was done to the job, here and by other means, newest first. `items` undefined: not read yet. */
export function ChangesSection({
  items,
  hasFailed,
  place,
  jobId,
  personId,
}: {
  /** What was done through this dashboard. */
  items: readonly ActivityItem[] | undefined
  hasFailed: boolean
  place: ZonePlace
  jobId: string
  personId: string | null
}) {
  const { data: history } = useJobHistory(place.instanceId, place.zoneId, jobId)
  const outside = history?.outside ?? []
  const changes = changesOf(items ?? [], outside).slice(0, shown)
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-3 text-heading">
        Changes
      </h2>
      {changes.length > 0 && (
        <ol className="flex flex-col gap-1.5 text-table">
          {changes.map((one) =>
            one.item ? (
              <Change
                key={one.item.id}
                item={one.item}
                by={doer(deedOf(one.item.actor, 0, personId))}
              />
            ) : (
              <Outside key={`${one.at} ${one.outside.kind}`} outside={one.outside} />
            ),
          )}
        </ol>
      )}
      {changes.some((one) => one.outside) && (
        <p className="mt-3 text-second text-ink-3">
          IBM doesn’t report who made changes with other tools. Their time is when they were
          noticed.
        </p>
      )}
      {items && changes.length === 0 && (
        <p className="text-table text-ink-3">{noChanges(history?.job ? historyDays : null)}</p>
      )}
      {hasFailed && !items && (
        <p className="text-table text-ink-2">
          The changes made through this dashboard could not be loaded.
        </p>
      )}
      <p className="mt-3 text-table">
        <Link
          href={routes.activity({ ...place, jobId })}
          prefetch={false}
          className="link touch:inline-flex touch:min-h-11 touch:items-center"
        >
          View all activity
        </Link>
      </p>
    </section>
  )
}

function Change({ item, by }: { item: ActivityItem; by: string }) {
  const { text, tried } = changeWords(item)
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-5">
      <Clock at={item.at} className="text-ink-3" />
      <span className="wrap-anywhere">
        {text}
        <span className="text-ink-3">
          {tried ? ' · ' : ' by '}
          {by}
        </span>
        {tried && item.detail && <span className="block text-ink-3">{excerpt(item.detail)}</span>}
      </span>
    </li>
  )
}

function Outside({ outside }: { outside: JobHistory['outside'][number] }) {
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-5">
      <Clock at={outside.at} className="text-ink-3" />
      <span className="wrap-anywhere">
        {outsideWords(outside)}
        <span className="text-ink-3">, not through this dashboard</span>
      </span>
    </li>
  )
}
