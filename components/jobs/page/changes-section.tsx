'use client'

import Link from 'next/link'
import { Clock } from '@/components/ui/age'
import { excerpt } from '@/lib/jobs/trouble'
import { deedOf, doer } from '@/lib/jobs/who'
import { routes } from '@/lib/routes'
import type { ActivityItem } from '@/lib/schemas/activity'
import { changeWords } from './change-words'

/** As many as stand beside the other sections without being longer than them. */
const shown = 7

/** What was done to the job through this dashboard, newest first. `items` undefined: not read yet. */
export function ChangesSection({
  items,
  hasFailed,
  filter,
  personId,
}: {
  items: readonly ActivityItem[] | undefined
  hasFailed: boolean
  /** Of the whole of it in Activity. */
  filter: Record<string, string>
  personId: string | null
}) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-3 text-heading">
        Changes
      </h2>
      {items && items.length > 0 && (
        <ol className="flex flex-col gap-1.5 text-table">
          {items.slice(0, shown).map((item) => (
            <Change key={item.id} item={item} by={doer(deedOf(item.actor, 0, personId))} />
          ))}
        </ol>
      )}
      {items?.length === 0 && (
        <p className="text-table text-ink-3">
          No changes through this dashboard. Changes made in the IBM Cloud console or with other
          tools are not recorded here.
        </p>
      )}
      {hasFailed && !items && (
        <p className="text-table text-ink-2">The changes could not be loaded.</p>
      )}
      <p className="mt-3 text-table">
        <Link
          href={routes.activity(filter)}
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
