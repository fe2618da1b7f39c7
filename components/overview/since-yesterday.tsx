'use client'

import Link from 'next/link'
import { useId, useState } from 'react'
import { Clock } from '@/components/ui/age'
import { formatCount } from '@/lib/count'
import { routes } from '@/lib/routes'
import type { Happening, Overview } from '@/lib/schemas/overview'
import { type HappeningWords, happenedTo, happeningWords, onceWords } from './happening-words'

/** What happened in the last 24 hours, and to which jobs; what was not done here is marked. */
export function SinceYesterday({ overview }: { overview: Overview }) {
  const lines = happeningWords(overview)
  return (
    <section aria-labelledby="yesterday" className="min-w-0">
      <h2 id="yesterday" tabIndex={-1} className="text-heading">
        Since yesterday
      </h2>
      {lines.length === 0 ? (
        <p className="mt-2 border-t border-line pt-3 text-table text-ink-2">
          No job was created, changed or deleted, and none failed.
        </p>
      ) : (
        <ul className="mt-2 border-t border-line">
          {lines.map((line) => (
            <Line key={line.kind} line={line} />
          ))}
        </ul>
      )}
      <p className="mt-2 text-table">
        <Link href={routes.activity()} className="link">
          View all activity
        </Link>
      </p>
    </section>
  )
}

function Line({ line }: { line: HappeningWords }) {
  const { count, words, by, outside, named, more, all } = line
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const isList = all.length > 1
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)] items-baseline gap-x-3 border-b border-line py-2 text-table">
      <strong className="text-end font-semibold">{formatCount(count)}</strong>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <p className="font-medium">{words}</p>
          {isList && (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={listId}
              onClick={() => setOpen(!isOpen)}
              className="link ms-auto min-h-6 text-second touch:min-h-11 touch:px-2"
            >
              {isOpen ? 'Show less' : 'Show all'}
              <span className="sr-only"> {words}</span>
            </button>
          )}
        </div>
        {!isOpen && named.length > 0 && (
          <ul className="mt-1 flex flex-col gap-y-2">
            {named.map((one) => (
              <li key={keyOf(one)}>
                <HappenedTo one={one} />
              </li>
            ))}
          </ul>
        )}
        {!isOpen && named.length > 0 && more > 0 && (
          <p className="mt-0.5 text-second text-ink-3">and {formatCount(more)} more</p>
        )}
        {(by || outside) && (
          <p className="mt-0.5 text-second wrap-anywhere text-ink-3">
            {by}
            {by && outside && ', '}
            {outside && <span className="text-warn">{outside}</span>}
          </p>
        )}
        <div id={listId}>{isOpen && <Whole line={line} />}</div>
      </div>
    </li>
  )
}

/** All of a kind that is known, each with its time and who did it. */
function Whole({ line: { all, count } }: { line: HappeningWords }) {
  const jobs = new Set(all.map(({ zone, job }) => `${zone.id} ${job.id}`)).size
  return (
    <>
      <ul className="mt-1 flex max-h-96 flex-col gap-y-2 overflow-y-auto overscroll-contain py-1">
        {all.map((one) => (
          <li key={keyOf(one)}>
            <HappenedTo one={one} />
            <Once one={one} />
          </li>
        ))}
      </ul>
      {jobs < count && (
        <p className="mt-1 text-second text-ink-3">
          The newest {formatCount(all.length)} are listed; {formatCount(count - jobs)} more jobs are
          not.
        </p>
      )}
    </>
  )
}

function Once({ one }: { one: Happening }) {
  const { text, isOutside } = onceWords(one)
  return (
    <p className="text-second wrap-anywhere text-ink-3">
      {text && <span className={isOutside ? 'text-warn' : undefined}>{text}</span>}
      {text && (text.endsWith('last') ? ' ' : ', ')}
      <Clock at={one.at} />
    </p>
  )
}

const keyOf = ({ at, zone, job, by }: Happening) => `${at} ${zone.id} ${job.id} ${by}`

function HappenedTo({ one }: { one: Happening }) {
  const { name, zoneName, href } = happenedTo(one)
  const zone = <span className="text-ink-3"> of {zoneName}</span>
  return href === null ? (
    <p className="wrap-anywhere text-ink-2">
      {name}
      {zone}
    </p>
  ) : (
    <Link
      href={href}
      prefetch={false}
      className="wrap-anywhere touch:flex touch:min-h-11 touch:items-center"
    >
      <span>
        <span className="link">{name}</span>
        {zone}
      </span>
    </Link>
  )
}
