'use client'

import Link from 'next/link'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { stateGlyphs } from '@/lib/jobs/state'
import { moment } from '@/lib/moment'
import type { Attention } from '@/lib/schemas/overview'
import { formatLength } from '@/lib/time'
import { attentionWords } from './attention-words'

/** Worst first, a row a cause: since when, how much is missing, and the one next thing to do. */
export function AttentionList({ rows }: { rows: readonly Attention[] }) {
  return (
    <section aria-labelledby="attention" className="min-w-0">
      <h2 id="attention" tabIndex={-1} className="flex items-baseline gap-3 text-heading">
        Needs attention
        {rows.length > 0 && (
          <span className="text-table font-normal text-ink-3">{rows.length}, worst first</span>
        )}
      </h2>
      {rows.length === 0 ? (
        <p className="mt-2 border-t border-line pt-3 text-ink-2">Nothing needs your attention.</p>
      ) : (
        <ul className="mt-2 border-t border-line">
          {rows.map((row) => (
            <AttentionRow key={keyOf(row)} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

const keyOf = ({ kind, zone, job, state }: Attention) => `${kind} ${zone?.id} ${job?.id} ${state}`

const glyphOf = ({ kind, state }: Attention): Glyph =>
  kind === 'jobs' && state
    ? stateGlyphs[state]
    : kind === 'zones_not_known'
      ? 'question'
      : 'triangle'

function AttentionRow({ row }: { row: Attention }) {
  const { before, strong, after, why, action } = attentionWords(row)
  const since = useTicker((now) => (row.since ? moment(row.since, now) : ''), '\u00a0')
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 border-b border-line py-2.5 text-table md:grid-cols-[auto_minmax(0,1fr)_7rem_6.5rem_9rem]">
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
      <p className="text-end font-semibold text-loss max-md:hidden">
        {row.lostSeconds ? formatLength(row.lostSeconds * 1_000) : ''}
      </p>
      <p className="col-start-2 text-table md:hidden">
        {row.lostSeconds ? (
          <strong className="font-semibold text-loss">
            {formatLength(row.lostSeconds * 1_000)} missing
          </strong>
        ) : null}
        {since.trim() && (
          <span className="text-ink-3">
            {row.lostSeconds ? ', ' : ''}since {since}
          </span>
        )}
      </p>
      <p className="text-end max-md:col-start-2 max-md:text-start">
        <Link
          href={action.href}
          prefetch={false}
          className="link font-medium touch:inline-flex touch:min-h-11 touch:items-center"
        >
          {action.label}
        </Link>
      </p>
    </li>
  )
}
