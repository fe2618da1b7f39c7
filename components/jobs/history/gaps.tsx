'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { useTicker } from '@/components/ui/use-ticker'
import { formatCount } from '@/lib/count'
import { formRoutes } from '@/lib/form-routes'
import { excerpt, troubleOf } from '@/lib/jobs/trouble'
import { moment } from '@/lib/moment'
import { useZone } from '@/lib/queries/zones'
import type { JobHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatLength } from '@/lib/time'
import { stillKept } from './kept'
import { letterOf } from './letters'
import { textsOf } from './texts'

/** More of them only when asked for. */
const shownFirst = 10
/** Of one gap. */
const shownTexts = 5

/** The stretches that are missing, the newest first: from, to, how long, why, and what can still be fetched. */
export function Gaps({ history, place }: { history: JobHistory; place: ZonePlace }) {
  const { gaps } = history
  const [isAll, setAll] = useState(false)
  if (gaps.length === 0) return null
  const query = { zoneId: place.zoneId, from: history.from, to: history.to }
  const rows = gaps.map((gap, at) => ({ gap, letter: letterOf(at) })).reverse()
  const shown = isAll ? rows : rows.slice(0, shownFirst)
  return (
    <>
      <div className="mt-6 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h3 id="gaps" tabIndex={-1} className="text-heading">
          Gaps
        </h3>
        <span className="flex gap-2">
          {(['csv', 'jsonl'] as const).map((format) => (
            <a
              key={format}
              href={formRoutes.gapsExport({ ...query, format })}
              download
              aria-label={`Export gaps of this zone as ${format === 'csv' ? 'CSV' : 'JSON Lines'}`}
              className={buttonLook('secondary')}
            >
              {format === 'csv' ? 'Export (CSV)' : 'JSON Lines'}
            </a>
          ))}
        </span>
      </div>
      <table aria-labelledby="gaps" className="mt-2 w-full border-collapse text-table max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b border-line text-start text-caption text-ink-3 *:py-1.5 *:text-start *:font-normal">
            <th scope="col" className="w-8">
              <span className="sr-only">Letter</span>
            </th>
            <th scope="col" className="w-38">
              From
            </th>
            <th scope="col" className="w-38">
              To
            </th>
            <th scope="col" className="w-28">
              Length
            </th>
            <th scope="col">Cause, and what IBM said</th>
            <th scope="col" className="w-56 text-end!">
              Still in retention
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {shown.map(({ gap, letter }) => (
            <Gap key={gap.from} gap={gap} letter={letter} history={history} place={place} />
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <Button variant="quiet" className="mt-2" onClick={() => setAll(true)}>
          Show all {rows.length}
        </Button>
      )}
    </>
  )
}

function Gap({
  gap,
  letter,
  history: { job, states },
  place,
}: {
  gap: JobHistory['gaps'][number]
  letter: string
  history: JobHistory
  place: ZonePlace
}) {
  const texts = textsOf(gap, states)
  const retention = useZone(place.instanceId, place.zoneId).data?.retention.enabled
  const from = useTicker((now) => moment(gap.from, now), '\u00a0')
  const to = useTicker((now) => (gap.to === null ? 'still open' : moment(gap.to, now)), '\u00a0')
  const kept = useTicker((now) => stillKept(gap, job?.dataset ?? null, retention, now), '\u00a0')
  return (
    <tr className="border-b border-line align-top *:py-2.5 md:*:pe-4 max-md:grid max-md:grid-cols-[1.5rem_1fr] max-md:py-2 max-md:*:py-0.5 max-md:*:not-first:col-start-2">
      <th scope="row" className="text-start font-semibold">
        {letter}
      </th>
      <td>{from}</td>
      <td className={gap.to === null ? '' : "max-md:before:content-['to_']"}>{to}</td>
      <td>
        <strong className="font-semibold text-loss">{formatLength(gap.lostSeconds * 1_000)}</strong>
        {gap.count !== undefined && (
          <span className="block text-second text-ink-3">in {formatCount(gap.count)} gaps</span>
        )}
      </td>
      <td className="wrap-anywhere">
        {texts.length === 0
          ? 'IBM gave no reason.'
          : texts.slice(0, shownTexts).map((text) => (
              <p key={text}>
                {troubleOf(text, job?.destination.kind ?? 'other').text}{' '}
                <q className="text-ink-3">{excerpt(text)}</q>
              </p>
            ))}
        {texts.length > shownTexts && (
          <p className="text-second text-ink-3">
            and {texts.length - shownTexts} other{' '}
            {texts.length - shownTexts === 1 ? 'error' : 'errors'}
          </p>
        )}
      </td>
      <td className="text-ink-3 md:pe-0! md:text-end">{kept}</td>
    </tr>
  )
}
