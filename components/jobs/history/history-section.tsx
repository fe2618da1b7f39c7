'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { buttonLook } from '@/components/ui/button-look'
import { useTicker } from '@/components/ui/use-ticker'
import { formRoutes } from '@/lib/form-routes'
import { limitMinutes } from '@/lib/jobs/state'
import { retentionDays } from '@/lib/jobs/undelivered'
import { moment } from '@/lib/moment'
import { useJobHistory } from '@/lib/queries/overview'
import { refresh } from '@/lib/queries/refresh'
import type { JobHistory } from '@/lib/schemas/history'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatDate, formatLength } from '@/lib/time'
import { DelayChart } from './delay-chart'
import { DeliveryLine } from './line'

/** A bar for every two hours of 30 days. */
const bars = 360

/** What became of a job's logs in 30 days: the line of its states, how late it delivered, and each gap. */
export function HistorySection({ job, place }: { job: Job; place: ZonePlace }) {
  const history = useJobHistory(place.instanceId, place.zoneId, job.id)
  const { data, error } = history
  // Nobody has looked at it yet.
  if (data?.states.length === 0) return null
  return (
    <section aria-labelledby="history" className="mt-10">
      <h2 id="history" tabIndex={-1} className="flex flex-wrap items-baseline gap-x-3 text-heading">
        30 days
        {data && <Summary history={data} />}
      </h2>
      {history.isError && !data && (
        <ErrorNotice
          className="mt-3"
          title="The history could not be loaded."
          error={error}
          onRetry={() => refresh(history)}
          retrying={history.isFetching}
        />
      )}
      {data && (
        <>
          <Line history={data} />
          <DelayChart history={data} limitMinutes={limitMinutes(job.frequency)} />
          <Gaps history={data} place={place} />
        </>
      )}
    </section>
  )
}

function Summary({ history: { deliveringShare, gaps } }: { history: JobHistory }) {
  const lost = gaps.reduce((sum, { lostSeconds }) => sum + lostSeconds, 0)
  return (
    <span className="text-table font-normal text-ink-3">
      {deliveringShare === null ? (
        'Nothing was expected of it'
      ) : (
        <>
          Delivering{' '}
          <strong className="font-semibold text-ink-2">
            {(Math.floor(deliveringShare * 1_000) / 10).toLocaleString('en')} %
          </strong>{' '}
          of the time
        </>
      )}
      {gaps.length === 0 ? (
        ', no gap'
      ) : (
        <>
          , {gaps.length} {gaps.length === 1 ? 'gap' : 'gaps'},{' '}
          <strong className="font-semibold text-loss">{formatLength(lost * 1_000)}</strong> missing
        </>
      )}
    </span>
  )
}

/** A, B, C … from the oldest gap on; beyond Z the number. */
const letterOf = (at: number) => (at < 26 ? String.fromCharCode(65 + at) : String(at + 1))

function Line({ history }: { history: JobHistory }) {
  const fromMs = Date.parse(history.from)
  const toMs = Date.parse(history.to)
  const left = (at: string) => ((Date.parse(at) - fromMs) / (toMs - fromMs)) * 100
  const ticks = [0, 7, 14, 21, 28]
  return (
    <div className="mt-4">
      <div aria-hidden="true" className="relative h-4 text-caption text-loss">
        {history.gaps.map((gap, at) => (
          <span
            key={gap.from}
            className="absolute -translate-x-1/2"
            style={{ insetInlineStart: `${Math.min(99, Math.max(0, left(gap.from)))}%` }}
          >
            {letterOf(at)}
          </span>
        ))}
      </div>
      <DeliveryLine
        states={history.states}
        fromMs={fromMs}
        toMs={toMs}
        count={bars}
        height={40}
        label="30 days"
      />
      <div aria-hidden="true" className="mt-1 flex justify-between text-second text-ink-3">
        {ticks.map((day) => (
          <Tick key={day} atMs={fromMs + day * 86_400_000} />
        ))}
      </div>
    </div>
  )
}

function Tick({ atMs }: { atMs: number }) {
  return <span>{useTicker(() => formatDate(atMs).replace(/ \d{4}$/, ''), '\u00a0')}</span>
}

function Gaps({ history: { gaps, from, to }, place }: { history: JobHistory; place: ZonePlace }) {
  if (gaps.length === 0) return null
  const query = { zoneId: place.zoneId, from, to }
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
      <ol aria-labelledby="gaps" className="mt-2 border-t border-line text-table">
        {gaps.map((gap, at) => <Gap key={gap.from} gap={gap} letter={letterOf(at)} />).reverse()}
      </ol>
    </>
  )
}

function Gap({ gap, letter }: { gap: JobHistory['gaps'][number]; letter: string }) {
  const from = useTicker((now) => moment(gap.from, now), '\u00a0')
  const to = useTicker((now) => (gap.to === null ? 'still open' : moment(gap.to, now)), '\u00a0')
  const kept = useTicker((now) => {
    const untilMs = Date.parse(gap.from) + retentionDays * 86_400_000
    return untilMs > now ? `Logpull until ${moment(untilMs, now)}` : 'no longer in retention'
  })
  return (
    <li className="grid gap-x-4 border-b border-line py-2 md:grid-cols-[1.5rem_9rem_9rem_7rem_minmax(0,1fr)_12rem]">
      <strong className="font-semibold">{letter}</strong>
      <span>{from}</span>
      <span className="max-md:before:content-['to_']">{to}</span>
      <strong className="font-semibold text-loss">{formatLength(gap.lostSeconds * 1_000)}</strong>
      <span className="wrap-anywhere text-ink-2">
        {gap.cause ? <>IBM said: “{gap.cause}”</> : 'IBM gave no reason.'}
      </span>
      <span className="text-ink-3 md:text-end">{kept}</span>
    </li>
  )
}
