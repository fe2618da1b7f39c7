'use client'

import { useSearchParams } from 'next/navigation'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { DataAge } from '@/components/ui/data-age'
import { Notice } from '@/components/ui/notice'
import { countOf } from '@/lib/count'
import { useAreInstancesPartial, useInstances } from '@/lib/queries/instances'
import { refresh } from '@/lib/queries/refresh'
import { useRecentZones } from '@/lib/queries/zones'
import { type Choice, chooseInstance } from './choose-instance'
import { HomeSentence } from './home-sentence'
import { InstancesList } from './instances-list'
import { NoInstances } from './no-instances'
import { RecentZones } from './recent-zones'
import { type HomeReading, useHomeSeeds } from './use-home-seeds'
import { ZonesSection } from './zones-section'

/** `first`: what came with the page. */
export function ZonesHome({ first }: { first?: HomeReading }) {
  useHomeSeeds(first)
  const asked = useSearchParams().get('instance')
  const instances = useInstances()
  const isPartial = useAreInstancesPartial()
  const recent = useRecentZones()
  // Both have to be known before one is opened by itself, or another would be opened a moment later.
  const choice: Choice | null =
    instances.data && (asked || !recent.isPending)
      ? chooseInstance(instances.data, recent.data ?? [], asked)
      : null
  const open = choice?.kind === 'instance' ? choice.instance : null

  if (instances.data?.length === 0) {
    return <NoInstances onRead={() => refresh(instances)} reading={instances.isFetching} />
  }
  return (
    <>
      <HomeSentence count={instances.data?.length} open={open} hasFailed={instances.isError} />
      <div className="mt-6 grid gap-8 xl:grid-cols-2">
        <RecentZones
          zones={recent.data}
          isPending={recent.isPending}
          error={recent.error}
          onRetry={() => refresh(recent)}
          instances={instances.data}
        />
        <section aria-labelledby="instances">
          <div className="flex items-baseline justify-between gap-4 border-b border-line pb-1.5">
            <h2 id="instances" className="text-heading">
              Instances
            </h2>
            <DataAge at={instances.dataUpdatedAt || null} stale={instances.isError} />
          </div>
          {instances.isError && (
            <ErrorNotice
              className="my-3"
              title="Your instances could not be loaded."
              error={instances.error}
              hint="Nothing was changed."
              onRetry={() => refresh(instances)}
              retrying={instances.isFetching}
            />
          )}
          {instances.data && isPartial && (
            <p className="py-2 text-table text-warn">
              Showing the first {countOf(instances.data.length, 'instance')}; IBM has more.
            </p>
          )}
          {instances.data ? (
            <InstancesList instances={instances.data} openId={open?.id} />
          ) : (
            instances.isPending && <Loading what="the instances of this account" rows={2} />
          )}
        </section>
      </div>
      {choice?.kind === 'unknown' && (
        <Notice
          tone="warn"
          role="status"
          className="mt-8"
          title="This instance doesn’t exist or you don’t have access to it."
        >
          Choose one of the instances above.
        </Notice>
      )}
      {open && <ZonesSection key={open.id} instance={open} />}
    </>
  )
}
