'use client'

import { Empty } from '@/components/states/empty'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { DataAge } from '@/components/ui/data-age'
import { Notice } from '@/components/ui/notice'
import { countOf } from '@/lib/count'
import { refresh } from '@/lib/queries/refresh'
import { useAreZonesPartial, useZones } from '@/lib/queries/zones'
import type { Instance } from '@/lib/schemas/instance'
import { instanceState } from './words'
import { ZoneSearch } from './zone-search'

/** The zones of one instance, with whatever keeps them from being read or from doing Logpush. */
export function ZonesSection({ instance }: { instance: Instance }) {
  const zones = useZones(instance.id)
  const isPartial = useAreZonesPartial(instance.id)
  return (
    <section aria-labelledby="zones" className="mt-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="zones" className="text-heading wrap-anywhere">
          Zones of {instance.name}
        </h2>
        <DataAge at={zones.dataUpdatedAt || null} stale={zones.isError} />
      </div>
      <Caveats instance={instance} />
      {zones.isError && (
        <ErrorNotice
          className="mt-3"
          title="The zones of this instance could not be loaded."
          error={zones.error}
          hint={
            zones.data
              ? 'Showing the last known zones. Nothing was changed.'
              : 'Nothing was changed; other instances are not affected.'
          }
          onRetry={() => refresh(zones)}
          retrying={zones.isFetching}
        />
      )}
      {zones.data && isPartial && (
        <Notice
          tone="warn"
          className="mt-3"
          title={`Showing the first ${countOf(zones.data.length, 'zone')}; IBM has more.`}
        >
          A zone that is not listed here can still be opened by its address.
        </Notice>
      )}
      {zones.isPending && (
        <div className="mt-3">
          <Loading what={`the zones of ${instance.name}`} rows={8} dense />
        </div>
      )}
      {zones.data?.length === 0 && (
        <Empty
          title={
            <>
              <strong>No zones in {instance.name}.</strong> Logpush needs at least one.
            </>
          }
          text="Add a domain to the instance in the IBM Cloud console and point its name servers to CIS; it appears here once IBM lists it."
          actions={
            <Button onClick={() => refresh(zones)} busy={zones.isFetching} busyLabel="Refreshing…">
              Refresh
            </Button>
          }
        />
      )}
      {zones.data && zones.data.length > 0 && (
        <ZoneSearch instanceId={instance.id} zones={zones.data} />
      )}
    </section>
  )
}

function Caveats({ instance }: { instance: Instance }) {
  const state = instanceState(instance)
  return (
    <>
      {instance.state !== 'active' && (
        <Notice
          tone="warn"
          className="mt-3"
          title={`This instance is not active: ${state.text.toLowerCase()}.`}
        >
          IBM may refuse to read or change its zones.
        </Notice>
      )}
      {instance.logpush === 'no' && (
        <Notice
          className="mt-3"
          title={`The plan ${instance.plan ?? ''} does not include Logpush.`}
        >
          Its zones are listed, but jobs need an Enterprise plan.
        </Notice>
      )}
    </>
  )
}
