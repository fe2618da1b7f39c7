'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { countOf } from '@/lib/count'
import { stateGlyphs } from '@/lib/jobs/state'
import { moment } from '@/lib/moment'
import { routes } from '@/lib/routes'
import type { Attention, Overview } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { type AttentionWords, attentionWords, lossNote } from './attention-words'

/** What loses most is among them; below them is the rest of the page. */
const mostShown = 8

type Readings = Overview['collector']['state']

const columns =
  'md:grid-cols-[auto_minmax(0,1fr)_6rem_8.5rem_7rem] xl:grid-cols-[auto_minmax(0,1fr)_7rem_13rem_8rem]'

/** Worst first, a row a cause: since when, how much is missing, and the one next thing to do. */
export function AttentionList({
  rows,
  readings,
}: {
  rows: readonly Attention[]
  /** How the background readings do: why a zone was not read. */
  readings: Readings
}) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole || rows.length <= mostShown + 1 ? rows : rows.slice(0, mostShown)
  return (
    <section aria-labelledby="attention" className="min-w-0">
      <div className={`grid items-baseline gap-x-3 ${columns}`}>
        <h2
          id="attention"
          tabIndex={-1}
          className="col-span-2 flex items-baseline gap-3 text-heading max-md:col-span-1"
        >
          Needs attention
          {rows.length > 0 && (
            <span className="text-table font-normal text-ink-3">
              {rows.length === 1 ? 1 : `${rows.length}, worst first`}
            </span>
          )}
        </h2>
        {rows.some(({ since, dueAt }) => since ?? dueAt) && (
          <>
            <span aria-hidden="true" className="text-caption text-ink-3 max-md:hidden">
              Since
            </span>
            <span aria-hidden="true" className="text-end text-caption text-ink-3 max-md:hidden">
              Not delivered
            </span>
          </>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="mt-2 border-t border-line pt-3 text-ink-2">Nothing needs your attention.</p>
      ) : (
        <ul className="mt-2 border-t border-line">
          {shown.map((row) => (
            <AttentionRow key={keyOf(row)} row={row} readings={readings} />
          ))}
        </ul>
      )}
      {shown.length < rows.length && (
        <Button variant="quiet" className="mt-1" onClick={() => setWhole(true)}>
          Show all {rows.length}
        </Button>
      )}
    </section>
  )
}

const keyOf = ({ kind, zone, job, state, subject }: Attention) =>
  `${kind} ${zone?.id} ${job?.id} ${state} ${subject}`

const glyphs: Record<Attention['kind'], Glyph> = {
  jobs: 'question',
  zones_not_known: 'question',
  zones_not_listed: 'question',
  collector_behind: 'question',
  retention_off: 'triangle',
  key_expiring: 'triangle',
  coverage_gap: 'plus',
}

const glyphOf = ({ kind, state }: Attention): Glyph =>
  kind === 'jobs' && state ? stateGlyphs[state] : glyphs[kind]

const isOfCoverage = (href: string) => href.split('?')[0] === routes.home()

/** The zones are on this page, maybe far below: nothing has to come for them, and the reader is taken there. */
function showCoverage(href: string): void {
  window.history.pushState(null, '', href)
  const heading = document.getElementById('coverage')
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}

function AttentionRow({ row, readings }: { row: Attention; readings: Readings }) {
  const { lostSeconds, count } = row
  // Time enters into the words alone, so a row is drawn again when they change.
  const { before, strong, after, why, action } = JSON.parse(
    useTicker(
      (now) => JSON.stringify(attentionWords(row, readings, now)),
      JSON.stringify(attentionWords(row, readings, 0)),
    ),
  ) as AttentionWords // Written just above.
  const at = row.dueAt ?? row.since
  const since = useTicker((now) => (at ? moment(at, now) : ''), '\u00a0')
  const note = useTicker(() => lossNote(row), row.isLost ? 'lost' : '\u00a0').trim()
  const missing = lostSeconds ? formatLength(lostSeconds * 1_000) : ''
  // Of several jobs it is longer than what has passed since then.
  const sum = missing && count > 1 ? ` over ${countOf(count, 'job')}` : ''
  return (
    <li
      className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 border-b border-line py-2.5 text-table ${columns}`}
    >
      <StateGlyph glyph={glyphOf(row)} className="mt-0.5 ms-3 max-md:ms-0" />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          {before}
          <strong className="font-semibold">{strong}</strong>
          {after}
        </p>
        <p className="mt-0.5 text-second wrap-anywhere text-ink-3">{why}</p>
      </div>
      <p className="text-ink-2 max-md:hidden">{since}</p>
      <p className="text-end max-md:hidden">
        {missing && <strong className="font-semibold text-loss">{missing}</strong>}
        {sum && <span className="text-ink-3">{sum}</span>}
        {missing && note && <span className="mt-0.5 block text-second text-ink-3">{note}</span>}
      </p>
      <p className="col-start-2 text-table md:hidden">
        {missing && (
          <strong className="font-semibold text-loss">
            {missing} {row.isLost ? 'lost' : 'not delivered'}
          </strong>
        )}
        <span className="text-ink-3">
          {sum}
          {since.trim() && `${missing ? ', ' : ''}${row.dueAt ? 'on' : 'since'} ${since}`}
          {missing && note && !row.isLost && <span className="block">{note}</span>}
        </span>
      </p>
      <p className="text-end max-md:col-start-2 max-md:text-start">
        <Link
          href={action.href}
          prefetch={false}
          onNavigate={(event) => {
            if (!isOfCoverage(action.href)) return
            event.preventDefault()
            showCoverage(action.href)
          }}
          className="link font-medium touch:inline-flex touch:min-h-11 touch:items-center"
        >
          {action.label}
        </Link>
      </p>
    </li>
  )
}
