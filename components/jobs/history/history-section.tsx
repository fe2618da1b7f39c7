'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Skeleton } from '@/components/ui/skeleton'
import { useTicker } from '@/components/ui/use-ticker'
import { countOf } from '@/lib/count'
import { moment } from '@/lib/moment'
import { ApiError } from '@/lib/queries/fetcher'
import { useJobHistory } from '@/lib/queries/history'
import { refresh } from '@/lib/queries/refresh'
import type { JobHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatDate, formatLength } from '@/lib/time'
import { barsOf, lateMs } from './bars'
import { DelayChart } from './delay-chart'
import { Gaps } from './gaps'
import { Legend } from './legend'
import { lettersOf } from './letters'
import { DeliveryLine } from './line'

/** A bar for every two hours of 30 days. */
const bars = 360
const barMs = 2 * 3_600_000

/** What became of a job's logs in 30 days: the line of its states, how late it delivered, and each gap. */
export function HistorySection({ place, jobId }: { place: ZonePlace; jobId: string }) {
  const history = useJobHistory(place.instanceId, place.zoneId, jobId)
  const { data, error } = history
  const isUnknown = error instanceof ApiError && error.status === 404
  // Nobody has looked at it yet, or there is no such job.
  if (data ? data.states.length === 0 : isUnknown) return null
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
      {history.isPending && (
        <Loading what="the history of this job">
          <Skeleton className="mt-6 mb-8 h-24 w-full" />
        </Loading>
      )}
      {data && (
        <>
          <Chart history={data} />
          <Gaps history={data} place={place} />
        </>
      )}
    </section>
  )
}

function Summary({ history }: { history: JobHistory }) {
  const { deliveringShare, from, to, states, gaps } = history
  const began = useTicker((now) => beginOf(history, now), '')
  const late = lateMs(states, Date.parse(from), Date.parse(to))
  const lost = gaps.reduce((sum, { lostSeconds }) => sum + lostSeconds, 0)
  const count = gaps.reduce((sum, gap) => sum + (gap.count ?? 1), 0)
  return (
    <span className="text-table font-normal text-ink-3">
      {deliveringShare === null ? (
        noShare(states)
      ) : (
        <>
          Delivering{' '}
          <strong className="font-semibold text-ink-2">
            {Math.floor(deliveringShare * 1_000) / 10} %
          </strong>{' '}
          of the time{began}
        </>
      )}
      {late > 0 && (
        <>
          , late for <strong className="font-semibold text-ink-2">{formatLength(late)}</strong>
        </>
      )}
      {count === 0 ? (
        deliveringShare !== null && late === 0 && ', no gaps'
      ) : (
        <>
          , {countOf(count, 'gap')},{' '}
          <strong className="font-semibold text-loss">{formatLength(lost * 1_000)}</strong> not
          delivered
        </>
      )}
    </span>
  )
}

/** Why there is no share of the time: nobody knows, or nothing need have come. */
function noShare(states: JobHistory['states']): string {
  const seen = states.filter(({ state }) => state !== 'not_known')
  if (seen.length === 0) return 'Not known'
  return seen.at(-1)?.state === 'never_ran' ? 'No delivery due yet' : 'No deliveries expected'
}

/** " since 11:05": the beginning of what is known, where that is much later than the line's. */
function beginOf({ from, states: [first] }: JobHistory, nowMs: number): string {
  const isLater = first && Date.parse(first.from) - Date.parse(from) > barMs
  return isLater ? ` since ${moment(first.from, nowMs)}` : ''
}

/** The line and the delays below it, over one axis of time; what the delays are measured by stands at their left. */
function Chart({ history }: { history: JobHistory }) {
  const { from, to, states, gaps, job } = history
  const fromMs = Date.parse(from)
  const toMs = Date.parse(to)
  const limitMinutes = Math.round((job?.limitSeconds ?? 0) / 60)
  const placeOf = (at: string) => Math.max(0, (Date.parse(at) - fromMs) / (toMs - fromMs))
  const letters = lettersOf(gaps.map((gap) => placeOf(gap.from)))
  const line = { states, fromMs, toMs, count: bars }
  return (
    <div className="mt-4 grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2">
      <div className="col-start-2 flex justify-end">
        <Legend shown={new Set(barsOf(states, fromMs, toMs, bars))} />
      </div>
      <div aria-hidden="true" className="relative col-start-2 h-4.5 text-caption text-loss">
        {letters.map(({ letter, at }) => (
          <span
            key={letter}
            className="absolute -translate-x-1/2"
            style={{ insetInlineStart: `${Math.min(99.5, at * 100)}%` }}
          >
            {letter}
          </span>
        ))}
      </div>
      <div className="col-start-2 mb-5">
        <DeliveryLine {...line} height={40} label="30 days" />
      </div>
      <DelayChart history={history} limitMinutes={limitMinutes} />
      <div aria-hidden="true" className="relative col-start-2 mt-1 h-4 text-second text-ink-3">
        {[0, 7, 14, 21, 28].map((day) => (
          <Tick key={day} day={day} atMs={fromMs + day * 86_400_000} />
        ))}
      </div>
      {history.delays.length > 1 && (
        <p className="col-start-2 mt-1 text-second text-ink-3">
          Delay of the last delivery, the longest of each two hours. Above {limitMinutes} minutes
          the job counts as late.
        </p>
      )}
    </div>
  )
}

function Tick({ day, atMs }: { day: number; atMs: number }) {
  const text = useTicker(() => formatDate(atMs).replace(/ \d{4}$/, ''), '\u00a0')
  return (
    <span
      className="absolute whitespace-nowrap max-md:odd:hidden"
      style={{ insetInlineStart: `${(day / 30) * 100}%` }}
    >
      {text}
    </span>
  )
}
