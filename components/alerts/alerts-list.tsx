'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Empty } from '@/components/states/empty'
import { ListState } from '@/components/states/list-state'
import { Age, Clock } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { StateGlyph } from '@/components/ui/state-glyph'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { useAlerts } from '@/lib/queries/alerts'
import { refresh } from '@/lib/queries/refresh'
import { routes } from '@/lib/routes'
import type { Alert, AlertSubject } from '@/lib/schemas/alert'
import { alertTitle, glyphOf } from './alert-words'

/** So many of what an alert is about are shown at once. */
const shownAtOnce = 5

/** Alerts, a row each. `onAcknowledge` is for those that are open. */
export function AlertsList({
  list,
  isOpen,
  onAcknowledge,
  without = null,
  ...name
}: {
  list: ReturnType<typeof useAlerts>
  isOpen: boolean
  onAcknowledge?: (alert: Alert) => void
  /** Shown elsewhere already. */
  without?: string | null
  label?: string
  labelledBy?: string
}) {
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const items = all.filter(({ id }) => id !== without)
  return (
    <>
      <ListState list={list} what="the alerts" rows={2} onRetry={() => refresh(list)} />
      {list.data && all.length === 0 && !isOpen && (
        <Empty
          title={<strong>No earlier alerts.</strong>}
          text="Alerts that have recovered are listed here for 90 days."
        />
      )}
      {items.length > 0 && (
        <ul
          aria-label={name.label}
          aria-labelledby={name.labelledBy}
          className="border-t border-line"
        >
          {items.map((alert) => (
            <AlertRow key={alert.id} alert={alert} onAcknowledge={onAcknowledge} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="mt-3"
          busy={list.isFetchingNextPage}
          busyLabel="Loading…"
          onClick={() => list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

/** One alert: what is so, why, since when, who was notified, and what it is about. `isMarked`: somebody came for it. */
export function AlertRow({
  alert,
  isMarked = false,
  onAcknowledge,
}: {
  alert: Alert
  isMarked?: boolean
  onAcknowledge: ((alert: Alert) => void) | undefined
}) {
  const [isWhole, setWhole] = useState(false)
  const { rule, subjects, count, cause, since, openedAt, recoveredAt, acknowledged } = alert
  const title = alertTitle(alert)
  const shown = isWhole ? subjects : subjects.slice(0, shownAtOnce)
  return (
    <li
      aria-current={isMarked || undefined}
      className={cx(
        'flex gap-3 border-b border-line px-3 py-3 max-md:flex-wrap',
        isMarked ? 'bg-accent-soft' : 'max-md:px-0',
      )}
    >
      <StateGlyph glyph={glyphOf(rule.when)} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 max-md:basis-3/4">
        <p className="font-medium wrap-anywhere">
          {count === 1 && subjects[0]?.zone ? (
            <Link href={hrefOf(subjects[0].zone, subjects[0].job)} className="hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        {cause && <p className="text-table text-ink-2 wrap-anywhere">{cause}</p>}
        <p className="text-table text-ink-3">
          {since ? (
            <>
              since <Clock at={since} />
            </>
          ) : (
            <>
              noticed <Clock at={openedAt} />
            </>
          )}
          {recoveredAt && (
            <>
              {' · over '}
              <Clock at={recoveredAt} />
            </>
          )}
          {` · rule ${rule.name} · `}
          {alert.isSilent ? (
            'the rule has no channel to notify'
          ) : alert.lastNoticeAt ? (
            <>
              notified <Age at={alert.lastNoticeAt} />
            </>
          ) : recoveredAt ? (
            'over before anyone was notified'
          ) : (
            'notifying in a moment'
          )}
        </p>
        {acknowledged && (
          <p className="mt-1 text-table text-ink-2 wrap-anywhere">
            Acknowledged by {acknowledged.by} <Age at={acknowledged.at} />
            {acknowledged.note && `: ${acknowledged.note}`}
          </p>
        )}
        {count > 1 && (
          <ul className="mt-1.5 text-table">
            {shown.map((subject) => (
              <li key={subjectKey(subject)} className="wrap-anywhere">
                <SubjectLink subject={subject} />
              </li>
            ))}
          </ul>
        )}
        {subjects.length > shownAtOnce && (
          <Button
            variant="quiet"
            className="-ms-3"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? 'Show fewer' : `Show all ${subjects.length}`}
          </Button>
        )}
        {count > subjects.length && (
          <p className="text-table text-ink-3">and {count - subjects.length} more</p>
        )}
      </div>
      {onAcknowledge && (
        <Button className="shrink-0 self-start max-md:ms-7" onClick={() => onAcknowledge(alert)}>
          {acknowledged ? 'Edit note…' : 'Acknowledge…'}
          <span className="sr-only"> {title}</span>
        </Button>
      )}
    </li>
  )
}

const subjectKey = ({ zone, job, dataset, label, since }: AlertSubject) =>
  [zone?.id, job?.id, dataset, label, since].join(' ')

/** The job's page, else the zone's. */
const hrefOf = ({ id, instanceId }: NonNullable<AlertSubject['zone']>, job: AlertSubject['job']) =>
  job ? routes.job(instanceId, id, job.id) : routes.zone(instanceId, id)

function SubjectLink({ subject: { zone, job, dataset, label } }: { subject: AlertSubject }) {
  if (!zone) return <span>{label}</span>
  return (
    <>
      <Link href={hrefOf(zone, job)} className="text-accent underline underline-offset-2">
        {job ? (job.name ?? `Job ${job.id}`) : zone.name}
      </Link>
      <span className="text-ink-3">
        {job && ` of ${zone.name}`}
        {dataset && ` · ${datasetLabel(dataset)}`}
      </span>
    </>
  )
}
