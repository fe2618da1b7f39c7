import { Age, Clock, ClockIfOld } from '@/components/ui/age'
import { SecondLine } from '@/components/ui/table'
import type { JobRecord } from '@/lib/jobs/records'
import { timeOf } from '@/lib/jobs/state'
import { deliveredBefore } from '@/lib/jobs/words'
import type { Job } from '@/lib/schemas/job'

/**
 * How long ago the last delivered range ended; below it the clock time once that is above an hour. IBM forgets it when a
 * job is resumed: what is remembered of it stands there then.
 */
export function LastDelivery({
  job,
  record,
  withClock = false,
}: {
  job: Pick<Job, 'enabled' | 'lastComplete'>
  record: JobRecord | undefined
  withClock?: boolean
}) {
  const at = timeOf(job.lastComplete)
  if (at !== null) {
    return (
      <>
        <Age at={at} />
        {withClock && (
          <SecondLine>
            <ClockIfOld at={at} />
          </SecondLine>
        )}
      </>
    )
  }
  const before = deliveredBefore(job, record)
  if (before === null) return job.enabled ? 'none yet' : 'unknown'
  return (
    <>
      none since
      <SecondLine>
        <Clock at={before} />
      </SecondLine>
    </>
  )
}
