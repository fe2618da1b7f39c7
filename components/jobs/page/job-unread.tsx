'use client'

import type { ReactNode } from 'react'
import { chunk, useChunk } from '@/components/ui/chunk'
import { PageTitle } from '@/components/ui/page-title'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { datasetLabel } from '@/lib/jobs/dataset'
import { stateWords } from '@/lib/jobs/state'
import { atMoment } from '@/lib/moment'
import { useJobHistory, useZoneHistory } from '@/lib/queries/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'
import { lastKnown } from '../history/last-known'

const historyChunk = chunk(() => import('../history/history-section'))

/** A job that can't be read now: why, and what is known of it from before. */
export function JobUnread({
  place,
  zoneName,
  jobId,
  name,
  problem,
}: {
  place: ZonePlace
  zoneName: string | undefined
  jobId: string
  /** Where the list one comes from already knows it. */
  name: string | undefined
  /** Why it can't be read. */
  problem: ReactNode
}) {
  const { data } = useJobHistory(place.instanceId, place.zoneId, jobId)
  const seen = data?.job ?? null
  const seenZone = useZoneHistory(place.instanceId, place.zoneId, zoneName === undefined).data?.zone
  const last = lastKnown(data?.states ?? [])
  const past = useChunk(seen ? historyChunk : null)
  const lastSeen = useTicker((now) =>
    seen && last
      ? `Was ${stateWords[last.state].toLowerCase()} ${atMoment(seen.seenAt, now)}.`
      : '',
  )
  return (
    <>
      <PageTitle
        title={name ?? seen?.name ?? `Job ${jobId}`}
        crumbs={jobCrumbs(place, zoneName ?? seenZone?.name)}
        {...(seen && { aside: datasetLabel(seen.dataset) })}
      />
      {problem}
      {seen && (
        <div className="mt-5 flex gap-4 max-md:gap-3">
          <StateGlyph glyph="question" size={20} className="mt-1 max-md:mt-0.75" />
          <p className="text-lead">
            <strong className="font-semibold">Not known.</strong> {lastSeen}
          </p>
        </div>
      )}
      {past && <past.HistorySection place={place} jobId={jobId} />}
    </>
  )
}
