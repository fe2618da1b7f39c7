'use client'

import { useQueryClient } from '@tanstack/react-query'
import { JobsSection } from '@/components/jobs/jobs-section'
import { ErrorNotice } from '@/components/states/error-notice'
import { NoSuchZone } from '@/components/zones/no-such-zone'
import { PlanNotice } from '@/components/zones/plan-notice'
import { ZoneFacts } from '@/components/zones/zone-facts'
import { ZoneHeading } from '@/components/zones/zone-heading'
import { ApiError } from '@/lib/queries/fetcher'
import { useInstance } from '@/lib/queries/instances'
import { useJobs } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { useZone } from '@/lib/queries/zones'
import type { Zone } from '@/lib/schemas/zone'

/** A zone: its facts, then its jobs. Each part stands by itself when another can't be read. */
export function ZoneView({ instanceId, zoneId }: { instanceId: string; zoneId: string }) {
  const client = useQueryClient()
  const zone = useZone(instanceId, zoneId)
  const instance = useInstance(instanceId)
  const jobs = useJobs(instanceId, zoneId)

  if (zone.error instanceof ApiError && zone.error.status === 404) return <NoSuchZone />

  // The list of zones one comes from already knows the name.
  const listed = client
    .getQueryData<{ items: Zone[] }>(keys.zones(instanceId))
    ?.items.find(({ id }) => id === zoneId)
  const name = zone.data?.name ?? listed?.name ?? (zone.isError ? `Zone ${zoneId}` : undefined)
  const logpush = instance.data?.logpush ?? 'unknown'
  const isPlanRead = !instance.isPending
  const plan = isPlanRead ? (instance.data?.plan ?? null) : undefined
  return (
    <>
      <ZoneHeading
        instanceId={instanceId}
        zoneId={zoneId}
        name={name}
        instanceName={instance.data?.name}
        notYet={logpush === 'no' && 'This plan has no Logpush.'}
      />
      {zone.error && (
        <ErrorNotice
          className="mt-5"
          title="The facts of this zone could not be read."
          error={zone.error}
          hint={zone.data ? 'Below is what we read before.' : 'Nothing was changed.'}
          onRetry={() => zone.refetch()}
          retrying={zone.isFetching}
        />
      )}
      {(zone.data || !zone.error) && (
        <ZoneFacts
          instanceId={instanceId}
          zoneId={zoneId}
          zone={zone.data}
          plan={plan}
          jobs={
            jobs.data && {
              count: jobs.data.length,
              staleSinceMs: jobs.isError ? jobs.dataUpdatedAt : null,
            }
          }
        />
      )}
      {isPlanRead && <PlanNotice plan={plan ?? null} logpush={logpush} />}
      <JobsSection
        place={{ instanceId, zoneId }}
        zoneName={name ?? 'this zone'}
        logpush={isPlanRead ? logpush : 'yes'}
      />
    </>
  )
}
