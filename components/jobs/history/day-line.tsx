'use client'

import { useZoneHistory } from '@/lib/queries/history'
import type { ZonePlace } from '@/lib/schemas/zone'
import { DeliveryLine } from './line'

/** A bar for each half hour. */
const bars = 48

/** A job's last 24 hours. All jobs of a zone share one request; one that nobody has looked at yet has none. */
export function DayLine({ place, jobId }: { place: ZonePlace; jobId: string }) {
  const { data } = useZoneHistory(place.instanceId, place.zoneId)
  const job = data?.jobs.find(({ id }) => id === jobId)
  if (!data || !job) return null
  return (
    <DeliveryLine
      states={job.states}
      fromMs={Date.parse(data.from)}
      toMs={Date.parse(data.to)}
      count={bars}
      height={14}
      label="24 hours"
    />
  )
}
