'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'

import { datasetLabel, datasetWords, knownDataset } from '@/lib/jobs/dataset'
import { routes } from '@/lib/routes'
import type { OverviewZone } from '@/lib/schemas/overview'
import { formatAge } from '@/lib/time'
import { cellGlyphs } from './cell-look'
import { shortWords } from './cell-words'
import { type Column, cellOf, others } from './columns'
import type { RowsProps } from './matrix'
import { readableName } from './zone-name'

/** On a phone: a zone, what is wrong with it in a sentence, and a lettered glyph a dataset. */
export function ZoneList({ rows, total, columns, onEnd }: RowsProps) {
  const four = columns.filter(({ id }) => id !== others)
  return (
    <>
      <ul aria-labelledby="coverage" className="border-t border-line">
        {rows.map((zone) => (
          <li key={zone.zoneId} data-zone={zone.zoneId} className="border-b border-line">
            <ZoneEntry zone={zone} columns={four} />
          </li>
        ))}
      </ul>
      {rows.length < total && (
        <Button variant="secondary" className="mt-3 w-full" onClick={onEnd}>
          Show more
        </Button>
      )}
      <p className="mt-3 text-second text-ink-3">
        {four.map(({ id, label }) => `${letterOf(id)} ${label}`).join(' · ')}
      </p>
    </>
  )
}

const letterOf = (dataset: string) => {
  const known = knownDataset(dataset)
  return known ? datasetWords[known].letter : ''
}

function ZoneEntry({ zone, columns }: { zone: OverviewZone; columns: readonly Column[] }) {
  const sentence = useTicker((now) => sentenceOf(zone, now), '\u00a0')
  const isBad = Object.values(zone.cells).some(
    ({ state }) => state === 'failing' || state === 'disabled_by_service',
  )
  return (
    <Link
      href={routes.zone(zone.instanceId, zone.zoneId)}
      prefetch={false}
      className="flex min-h-11 items-center gap-3 py-2.5 focus-row"
    >
      <span className="min-w-0 flex-1">
        <span className="block font-medium wrap-anywhere">{readableName(zone.zoneName)}</span>
        <span className={isBad ? 'text-table text-loss' : 'text-table text-ink-3'}>{sentence}</span>
      </span>
      <span aria-hidden="true" className="flex shrink-0 gap-2 text-second text-ink-3">
        {columns.map(({ id }) => (
          <span key={id} className="grid justify-items-center">
            <StateGlyph glyph={cellGlyphs[cellOf(zone, id).state]} />
            {letterOf(id)}
          </span>
        ))}
      </span>
    </Link>
  )
}

/** "HTTP requests failing 6 h 40 min, DNS logs late 38 min" / "All delivering" / "not known; last read 3 h ago". */
function sentenceOf(zone: OverviewZone, nowMs: number): string {
  if (zone.asOf === null) return zone.isKnown ? 'Logpush not in this plan' : 'not read yet'
  if (!zone.isKnown) return `not known; last read ${formatAge(nowMs - Date.parse(zone.asOf))}`
  const cells = Object.entries(zone.cells)
  const bad = cells.filter(([, { state }]) =>
    ['failing', 'disabled_by_service', 'late'].includes(state),
  )
  if (bad.length > 0) {
    return bad
      .map(([dataset, cell]) => `${datasetLabel(dataset)} ${shortWords(cell, nowMs)}`)
      .join(', ')
  }
  const withJobs = cells.filter(([, { jobs }]) => jobs.length > 0)
  if (withJobs.length === 0) return 'no jobs'
  const isAll = withJobs.every(([, { state }]) => state === 'delivering' || state === 'quiet')
  return isAll
    ? 'all delivering'
    : withJobs
        .map(([dataset, cell]) => `${datasetLabel(dataset)} ${shortWords(cell, nowMs)}`)
        .join(', ')
}
