'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { jobCrumbs } from '@/components/jobs/crumbs'
import { Loading } from '@/components/states/loading'
import { ReadProblem } from '@/components/states/read-problem'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { NoSuchZone } from '@/components/zones/no-such-zone'
import { bothForms } from '@/lib/domain-name'
import { challengedBuckets } from '@/lib/jobs/move-plan'
import { isLeftover, isMoving } from '@/lib/jobs/trouble'
import { jobsQuery } from '@/lib/queries/jobs'
import { refresh } from '@/lib/queries/refresh'
import { useZone } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isMissing } from '../[jobId]/job-gate'
import { MoveKeys } from './move-keys'
import { MoveLeftovers } from './move-leftovers'

export type Which = 'leftovers' | 'challenges'

const titles: Record<Which, string> = {
  leftovers: 'Move jobs off LogDNA',
  challenges: 'Move jobs to a key',
}

/** Those of a zone's jobs that can be moved together. */
const chosen: Record<Which, (jobs: readonly Job[]) => Job[]> = {
  leftovers: (jobs) => jobs.filter(isLeftover),
  challenges: (jobs) => challengedBuckets(jobs).flatMap((bucket) => bucket.jobs),
}

/** All jobs of a kind of a zone's, moved in one go. They are the ones that were there when the page was opened. */
export function MoveAllView({ place, which }: { place: ZonePlace; which: Which }) {
  const { instanceId, zoneId } = place
  const zone = useZone(instanceId, zoneId)
  // What lies in the cache may be minutes old, or about to be changed by what is planned here.
  const query = useQuery({ ...jobsQuery(instanceId, zoneId), refetchOnMount: 'always' })
  const [openedAtMs] = useState(Date.now)
  const [jobs, setJobs] = useState<readonly Job[] | null>(null)
  if (jobs === null && query.data && query.dataUpdatedAt >= openedAtMs) setJobs(query.data)
  const zoneName = zone.data?.name
  useTabTitle(zoneName && `${titles[which]} · ${bothForms(zoneName)}`)
  if (isMissing(zone.error)) return <NoSuchZone />

  const own = jobs && chosen[which](jobs.filter((job) => !isMoving(job)))
  const Form = which === 'leftovers' ? MoveLeftovers : MoveKeys
  return (
    <>
      <PageTitle title={titles[which]} crumbs={jobCrumbs(place, zoneName)} />
      {jobs === null && query.error && (
        <ReadProblem
          className="mt-5"
          title="The jobs of this zone could not be loaded."
          error={query.error}
          failedAtMs={query.errorUpdatedAt}
          readAtMs={0}
          isReading={query.isFetching}
          onRetry={() => refresh(query)}
        />
      )}
      {jobs === null && !query.error && (
        <div className="mt-6">
          <Loading what="the jobs of this zone" rows={5} />
        </div>
      )}
      {own?.length === 0 && (
        <Notice
          className="mt-5"
          title="There is nothing left to move."
          actions={
            <ButtonLink href={routes.zone(instanceId, zoneId)}>View the zone’s jobs</ButtonLink>
          }
        >
          {which === 'leftovers'
            ? 'No job of this zone sends to LogDNA, or all of them are being moved already.'
            : 'No job of this zone uses an ownership challenge, or all of them are being moved already.'}
        </Notice>
      )}
      {jobs && own && own.length > 0 && <Form place={place} jobs={jobs} own={own} />}
    </>
  )
}
