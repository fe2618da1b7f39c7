'use client'

import { ButtonLink } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { PageTitle } from '@/components/ui/page-title'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { GoneRecord } from '@/lib/jobs/records-of-others'
import { doer } from '@/lib/jobs/who'
import { atMoment, moment } from '@/lib/moment'
import { useJobHistory } from '@/lib/queries/history'
import { routes } from '@/lib/routes'
import type { JobHistory } from '@/lib/schemas/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'

const historyChunk = chunk(() => import('../history/history-section'))

/** A job that IBM does not know, or not any more. `record` undefined: the activity is not read yet. */
export function JobGone({
  place,
  zoneName,
  jobId,
  record,
}: {
  place: ZonePlace
  zoneName: string | undefined
  jobId: string
  record: GoneRecord | undefined
}) {
  const seen = useJobHistory(place.instanceId, place.zoneId, jobId).data?.job ?? null
  const past = useChunk(seen ? historyChunk : null)
  const story = useTicker((now) => (record ? storyOf(record, seen, now) : ''))
  const wasHere = record?.lastSeenMs != null || record?.deleted != null || seen !== null
  return (
    <>
      <PageTitle
        title={record?.name ?? seen?.name ?? `Job ${jobId}`}
        crumbs={jobCrumbs(place, zoneName)}
        {...(seen && { aside: datasetLabel(seen.dataset) })}
      />
      <div className="mt-5 flex max-w-[58rem] gap-4 max-md:gap-3">
        <StateGlyph glyph="dashed-square" size={20} className="mt-1 max-md:mt-0.75" />
        <div className="min-w-0">
          <p className="text-lead wrap-anywhere">
            <strong className="font-semibold">
              {record && !wasHere ? 'This job doesn’t exist.' : 'This job no longer exists.'}
            </strong>{' '}
            {story}
          </p>
          <div className="mt-4 flex flex-wrap gap-2">
            {record?.movedTo && (
              <ButtonLink
                variant="primary"
                href={routes.job(place.instanceId, place.zoneId, record.movedTo)}
              >
                View the new job
              </ButtonLink>
            )}
            <ButtonLink
              variant={record?.movedTo ? 'secondary' : 'primary'}
              href={routes.zone(place.instanceId, place.zoneId)}
            >
              View the zone’s jobs
            </ButtonLink>
            <ButtonLink href={routes.activity({ ...place, jobId })}>View its activity</ButtonLink>
          </div>
        </div>
      </div>
      {past && <past.HistorySection place={place} jobId={jobId} />}
    </>
  )
}

function storyOf(
  { lastSeenMs, deleted, movedTo }: GoneRecord,
  seen: JobHistory['job'],
  nowMs: number,
): string {
  if (deleted && movedTo) {
    return `Moved ${atMoment(deleted.atMs, nowMs)}: job ${movedTo} took its place. Its settings are kept in Activity.`
  }
  if (deleted) {
    return `Deleted by ${doer(deleted)} ${atMoment(deleted.atMs, nowMs)}. Its settings are kept in Activity.`
  }
  if (seen?.goneAt) {
    const by = seen.goneBy
      ? `deleted by ${seen.goneBy}`
      : 'it was not deleted through this dashboard'
    return `Gone since ${moment(seen.goneAt, nowMs)}, last seen ${atMoment(seen.seenAt, nowMs)}; ${by}.`
  }
  return lastSeenMs === null
    ? 'Check the address; the job may also have been deleted before this dashboard knew about it.'
    : `Last seen ${atMoment(lastSeenMs, nowMs)}; it was not deleted through this dashboard.`
}
