import { Age, ClockIfOld } from '@/components/ui/age'
import { SecondLine } from '@/components/ui/table'
import { timeOf } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'

/** How long ago the last delivered range ended; below it the clock time once that is above an hour. */
export function LastDelivery({
  job,
  withClock = false,
}: {
  job: Pick<Job, 'state' | 'lastComplete'>
  withClock?: boolean
}) {
  const at = timeOf(job.lastComplete)
  if (at === null) return job.state === 'off' ? 'unknown' : 'none yet'
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
