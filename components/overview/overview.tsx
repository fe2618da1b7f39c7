'use client'

import { type ComponentType, Suspense } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { cx } from '@/components/ui/cx'
import { Skeleton } from '@/components/ui/skeleton'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { formatCount } from '@/lib/count'
import { atMoment } from '@/lib/moment'
import { useOverview } from '@/lib/queries/overview'
import { useOverviewStatus } from '@/lib/queries/overview-status'
import { refresh } from '@/lib/queries/refresh'
import type { Overview } from '@/lib/schemas/overview'
import { formatAge } from '@/lib/time'
import { AttentionList } from './attention-list'
import { Coverage } from './coverage'
import { asOldTold, headline } from './headline'
import { SinceYesterday } from './since-yesterday'
import { isStale } from './stale'
import { type OverviewReading, useOverviewSeeds } from './use-overview-seeds'

const looks = { loss: 'text-loss', warn: 'text-warn', unknown: 'text-ink-2', ink: '' }

/**
 * How the whole fleet is: what needs somebody, what happened, and which zone sends what. `first`: what came with the page;
 * `isPhone`: as far as the server could tell.
 */
export function OverviewPage({
  first,
  isPhone,
  Empty,
}: {
  first?: OverviewReading
  isPhone?: boolean
  /** Of somebody who sees no zone. */
  Empty: ComponentType<{ onRead: () => void; reading: boolean }>
}) {
  useOverviewSeeds(first)
  const overview = useOverview()
  const { data } = overview
  const isOld = useTicker((now) => String(isStale(overview, now)), 'false') === 'true'
  const isEmpty =
    data?.totals.zones === 0 &&
    (data.collector.state === 'off' || data.collector.listing === 'done')
  return (
    <>
      {isEmpty && <Empty onRead={() => refresh(overview)} reading={overview.isFetching} />}
      <h1 hidden={isEmpty} tabIndex={-1} className="text-headline text-balance wrap-anywhere">
        {data ? (
          <Sentence overview={isOld ? asOldTold(data) : data} />
        ) : (
          <strong className="font-semibold">Overview</strong>
        )}
      </h1>
      {data && data.totals.zones > 0 && <PhoneAge overview={data} />}
      {overview.isError && (
        <ErrorNotice
          className="mt-4"
          title={
            data ? 'The overview could not be refreshed.' : 'The overview could not be loaded.'
          }
          error={overview.error}
          hint={data && <AsOf ms={overview.dataUpdatedAt} />}
          onRetry={() => refresh(overview)}
          retrying={overview.isFetching}
        />
      )}
      {data && data.totals.zones > 0 ? (
        <>
          <div className="mt-6 grid gap-x-8 gap-y-8 lg:grid-cols-[minmax(0,1fr)_16rem] xl:grid-cols-[minmax(0,1fr)_21rem]">
            {/* Nothing waits in these: each comes alive by itself, so that none keeps the page from scrolling meanwhile. */}
            <Suspense>
              <AttentionList rows={data.attention} readings={data.collector.state} />
            </Suspense>
            <Suspense>
              <SinceYesterday overview={data} />
            </Suspense>
          </div>
          <Suspense>
            <Coverage overview={data} isPhone={isPhone} />
          </Suspense>
        </>
      ) : (
        !overview.isError &&
        !isEmpty && (
          <Loading what={data ? 'your zones' : 'the overview'}>
            <Skeleton className="mt-6 w-full max-w-160" />
            <Skeleton className="mt-3 w-full max-w-160" />
          </Loading>
        )
      )}
    </>
  )
}

/** Of itself, so that the page is not drawn again with the clock. */
function AsOf({ ms }: { ms: number }) {
  return useTicker((now) => `Showing what was known ${atMoment(ms, now)}.`)
}

/** What the line at the foot says where there is none. */
function PhoneAge({ overview: { totals } }: { overview: Overview }) {
  const { asOf = null } = useOverviewStatus().data ?? {}
  const age = useTicker((now) => (asOf ? `Updated ${formatAge(now - Date.parse(asOf))}` : ''), ' ')
  const { zones, zonesNotKnown } = totals
  return (
    <p className="mt-1 min-h-4 text-second text-ink-3 md:hidden">
      {age}
      {zonesNotKnown > 0 &&
        ` · ${formatCount(zonesNotKnown)} of ${formatCount(zones)} zones unknown`}
    </p>
  )
}

function Sentence({ overview }: { overview: Parameters<typeof headline>[0] }) {
  // Both change with the clock, as the minute of a loss does.
  const key = useTicker((now) => headline(overview, now).key, headline(overview, 0).key)
  const rest = useTicker((now) => headline(overview, now).rest, ' ')
  const { look } = headline(overview, 0)
  return (
    <>
      {look === 'unknown' && (
        <StateGlyph glyph="question" size={20} className="me-2.5 inline-block align-[-0.1em]" />
      )}
      <strong className={cx('font-semibold', looks[look])}>{key}</strong> {rest}
    </>
  )
}
