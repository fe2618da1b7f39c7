'use client'

import dynamic from 'next/dynamic'
import Link from 'next/link'
import { type MouseEvent, memo, type ReactNode, useId } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { MiddleCut, ShortId } from '@/components/ui/middle-cut'
import { Skeleton } from '@/components/ui/skeleton'
import { StateGlyph } from '@/components/ui/state-glyph'
import { SecondLine } from '@/components/ui/table'
import { bothForms } from '@/lib/domain-name'
import { routes } from '@/lib/routes'
import type { ActivityItem, RequestFate } from '@/lib/schemas/activity'
import { formatInstant, formatTimeOfDay } from '@/lib/time'
import { deedWords, jobWords, placeWords } from './action-words'
import { outcomeWords } from './outcome-words'
import { whoWords } from './who-words'

const loadDetail = () => import('./entry-detail').then((file) => file.EntryDetail)

/** What reads every kind of destination is more than the page itself, so it comes when a row may be opened. */
const EntryDetail = dynamic(loadDetail, {
  loading: () => <Skeleton className="h-32" />,
})
export const preloadDetail = () => void loadDetail().catch(() => {})

/** A finger gets 44 px at one line of 18; the lines around hold nothing to press, so as many lines take just their own. */
const touchLine = 'touch:-my-3.25 touch:py-3.25'

const cell = 'px-2 pt-[7px] pb-2 align-top max-md:block max-md:p-0'

/** One attempt, and below it, when it is open, what was asked for and what came of it. */
export const ActivityRow = memo(function ActivityRow({
  entry,
  isOpen,
  isGone,
  came,
  fate,
  zoneName,
  onToggle,
}: {
  entry: ActivityItem
  isOpen: boolean
  /** The job was deleted since. */
  isGone: boolean
  /** By what the person came, as a token. */
  came: string | null
  /** Of what was sent for approval. */
  fate: RequestFate | null
  /** null: no entry names this zone. */
  zoneName: string | null
  onToggle: (id: string) => void
}) {
  const detailId = useId()
  const outcome = outcomeWords(entry, fate)
  const about = jobWords(entry)

  function onClick({ target }: MouseEvent) {
    const own = target instanceof Element && target.closest('a, button')
    // Marking a text in order to copy it is no click on its row.
    if (!own && !window.getSelection()?.toString()) onToggle(entry.id)
  }

  return (
    <>
      <tr
        data-row
        data-entry={entry.id}
        // A row is one stop; the table hears its keys: Enter opens it, ↑ ↓ walk.
        tabIndex={0}
        onClick={onClick}
        className={cx(
          'cursor-pointer border-line text-table transition-colors focus-row hover:bg-hover',
          'max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:py-3',
          !isOpen && 'border-b',
        )}
      >
        <td className={cx(cell, 'ps-3 max-md:col-start-2 max-md:row-start-1')}>
          <time
            dateTime={entry.at}
            title={formatInstant(entry.at)}
            className="text-code leading-4.5"
          >
            {formatTimeOfDay(entry.at)}
          </time>
        </td>
        <td className={cx(cell, 'max-md:col-start-1 max-md:row-start-4')}>
          <Who actor={entry.actor} came={came} />
        </td>
        <th
          scope="row"
          className={cx(cell, 'text-start font-normal max-md:col-start-1 max-md:row-start-1')}
        >
          <span className="wrap-anywhere">
            {deedWords(entry)}
            {about && ' '}
            {about && <JobName entry={entry} name={about} isGone={isGone} />}
          </span>
          <Place text={placeWords(entry)} />
        </th>
        <td
          className={cx(
            cell,
            entry.zoneId ? 'max-md:col-start-1 max-md:row-start-3' : 'max-md:hidden',
          )}
        >
          <ZoneName entry={entry} name={zoneName} />
        </td>
        <td className={cx(cell, 'max-md:col-start-1 max-md:row-start-2')}>
          <div className="flex items-start gap-2">
            <StateGlyph glyph={outcome.glyph} className="mt-px" />
            <div className="min-w-0 max-md:flex max-md:flex-wrap max-md:gap-x-1.5">
              {outcome.word}
              {outcome.reason && (
                <SecondLine className="max-md:leading-4.5">{outcome.reason}</SecondLine>
              )}
            </div>
          </div>
        </td>
        <td
          className={cx(
            cell,
            'pe-3 text-end max-md:col-start-2 max-md:row-span-3 max-md:row-start-2 max-md:self-end',
          )}
        >
          <button
            type="button"
            data-row-open
            tabIndex={-1}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailId : undefined}
            aria-label={`Details: ${[deedWords(entry), about].filter(Boolean).join(' ')}`}
            onClick={() => onToggle(entry.id)}
            className="-my-1.25 inline-grid h-7 w-8 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:size-11 max-md:-mt-3 max-md:-me-3 max-md:-mb-3"
          >
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr id={detailId} className="border-b border-line max-md:block">
          <td className="max-md:hidden" />
          <td colSpan={5} className="px-2 pt-1 pb-4.5 pe-3 max-md:block max-md:px-0">
            <div className="animate-rise">
              <EntryDetail entry={entry} />
            </div>
          </td>
        </tr>
      )}
    </>
  )
})

function Who({ actor, came }: { actor: ActivityItem['actor']; came: string | null }) {
  return (
    <div className="max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-1.5">
      <span className="font-medium wrap-anywhere">{whoWords(actor)}</span>
      {came && <SecondLine className="wrap-anywhere">{came}</SecondLine>}
    </div>
  )
}

function Place({ text }: { text: ReactNode }) {
  return text && <SecondLine className="wrap-anywhere">{text}</SecondLine>
}

/** The way to the job, as long as there is one. */
function JobName({ entry, name, isGone }: { entry: ActivityItem; name: string; isGone: boolean }) {
  const { instanceId, zoneId, jobId } = entry
  const text = <MiddleCut text={bothForms(name)} tail={12} />
  if (!instanceId || !zoneId || !jobId || isGone) {
    return <span className="inline-flex max-w-full min-w-0 align-bottom">{text}</span>
  }
  return (
    <Link
      href={routes.job(instanceId, zoneId, jobId)}
      prefetch={false}
      className={cx(
        'inline-flex max-w-full min-w-0 rounded-skeleton align-bottom underline decoration-accent/45 decoration-1 underline-offset-3 hover:decoration-current',
        touchLine,
      )}
    >
      {text}
    </Link>
  )
}

function ZoneName({ entry, name }: { entry: ActivityItem; name: string | null }) {
  const { instanceId, zoneId } = entry
  if (!instanceId || !zoneId) return <span className="text-ink-3">none</span>
  return (
    <Link
      href={routes.zone(instanceId, zoneId)}
      prefetch={false}
      className={cx(
        'inline-flex max-w-full min-w-0 rounded-skeleton align-bottom hover:underline',
        touchLine,
      )}
    >
      {name ? (
        <MiddleCut text={bothForms(name)} tail={12} />
      ) : (
        <ShortId id={zoneId} className="leading-4.5 text-ink-2" />
      )}
    </Link>
  )
}
