'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { JobsSection } from '@/components/jobs/list/jobs-section'
import { useLastError } from '@/components/jobs/use-last-error'
import { ErrorNotice } from '@/components/states/error-notice'
import { isRateLimited } from '@/components/states/read-problem'
import { chunk, useChunk } from '@/components/ui/chunk'
import { PlanNotice } from '@/components/zones/plan-notice'
import { ZoneFacts } from '@/components/zones/zone-facts'
import { ZoneHeading } from '@/components/zones/zone-heading'
import { useWaitingChanges } from '@/lib/queries/changes'
import { ApiError } from '@/lib/queries/fetcher'
import { useZoneHistory } from '@/lib/queries/history'
import { useInstance } from '@/lib/queries/instances'
import { useJobs } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { refresh } from '@/lib/queries/refresh'
import { useSeeds } from '@/lib/queries/seed'
import { zoneQuery } from '@/lib/queries/zones'
import type { Zone } from '@/lib/schemas/zone'
import type { FirstReading } from './first-reading'
import { ZonePeople } from './zone-people'

/** The facts change less often than the jobs, and cost IBM two requests. */
const factsEveryMs = 60_000

// IBM has said that there is no such zone, so a server is there to fetch it from.
const waitingChunk = chunk(() => import('@/components/changes/waiting-notice'))
const lastKnownChunk = chunk(() => import('@/components/jobs/list/last-known-jobs'))
const absentChunk = chunk(() => import('@/components/zones/no-such-zone'))

/** A zone: its facts, then its jobs. Each part stands by itself when the other can't be read. */
export function ZoneView({
  instanceId,
  zoneId,
  first,
  isPhone,
}: {
  instanceId: string
  zoneId: string
  /** What came with the page. */
  first?: FirstReading
  /** The server takes the browser for a phone's. */
  isPhone?: boolean
}) {
  useSeeds(first ? seedsOf(instanceId, zoneId, first) : [])
  const client = useQueryClient()
  const zone = useQuery({ ...zoneQuery(instanceId, zoneId), refetchInterval: factsEveryMs })
  const instance = useInstance(instanceId)
  const jobs = useJobs(instanceId, zoneId)
  const lastZoneError = useLastError(zone)
  const jobsError = useLastError(jobs)

  const isAbsent = lastZoneError instanceof ApiError && lastZoneError.status === 404
  const absent = useChunk(isAbsent ? absentChunk : null)

  const waiting = useWaitingChanges({ instanceId, zoneId })
  const waitingHere = useChunk(waiting.length > 0 ? waitingChunk : null)

  // The jobs say it for the whole page when IBM takes no more requests.
  const zoneError = isRateLimited(lastZoneError) ? null : lastZoneError

  const hasNothing = Boolean(zoneError && jobsError) && !zone.data && !jobs.data
  // What was seen in the background before is there although IBM is not.
  const seen = useZoneHistory(instanceId, zoneId, Boolean(zoneError) && !isAbsent).data
  const past = useChunk(hasNothing && seen ? lastKnownChunk : null)

  if (isAbsent) return absent && <absent.NoSuchZone />

  // The list of zones one comes from already knows the name.
  const listed = client
    .getQueryData<{ items: Zone[] }>(keys.zones(instanceId))
    ?.items.find(({ id }) => id === zoneId)
  const name =
    zone.data?.name ??
    listed?.name ??
    seen?.zone?.name ??
    (zoneError ? `Zone ${zoneId}` : undefined)
  const isPlanRead = !instance.isPending
  const logpush = instance.data?.logpush ?? 'unknown'
  const plan = isPlanRead ? (instance.data?.plan ?? null) : undefined
  return (
    <>
      <ZoneHeading
        instanceId={instanceId}
        zoneId={zoneId}
        name={name}
        instanceName={instance.data?.name}
        notYet={logpush === 'no' && 'This plan does not include Logpush.'}
      />
      {zoneError && (
        <ErrorNotice
          className="mt-5"
          title={
            hasNothing
              ? 'This zone could not be loaded.'
              : 'The details of this zone could not be loaded.'
          }
          error={zoneError}
          hint={`Nothing was changed. ${zone.data ? 'Showing the last known details. ' : ''}Retrying automatically every minute.`}
          onRetry={() => refresh(zone, ...(hasNothing ? [jobs] : []))}
          retrying={zone.isFetching}
        />
      )}
      {(zone.data || !zoneError) && (
        <ZoneFacts
          instanceId={instanceId}
          zoneId={zoneId}
          zone={zone.data}
          plan={plan}
          people={zone.data && <ZonePeople instanceId={instanceId} zone={zone.data} />}
          jobs={
            jobs.data
              ? {
                  count: jobs.data.length,
                  staleSinceMs: jobs.isError ? jobs.dataUpdatedAt : null,
                }
              : jobsError
                ? null
                : undefined
          }
        />
      )}
      {waitingHere && <waitingHere.WaitingNotice about="zone" changes={waiting} className="mt-5" />}
      {isPlanRead && !hasNothing && <PlanNotice plan={plan ?? null} logpush={logpush} />}
      {past && seen && <past.LastKnownJobs place={{ instanceId, zoneId }} seen={seen} />}
      {!hasNothing && (
        <JobsSection
          place={{ instanceId, zoneId }}
          zoneName={name ?? 'this zone'}
          logpush={isPlanRead ? logpush : 'yes'}
          isPhone={isPhone}
        />
      )}
    </>
  )
}

function seedsOf(instanceId: string, zoneId: string, { zone, jobs, readAtMs }: FirstReading) {
  return [
    { queryKey: keys.zone(instanceId, zoneId), data: zone, readAtMs },
    { queryKey: keys.jobList(instanceId, zoneId), data: jobs, readAtMs },
  ]
}
