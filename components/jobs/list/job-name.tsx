import Link from 'next/link'
import { cx } from '@/components/ui/cx'
import { MiddleCut } from '@/components/ui/middle-cut'
import { jobTitle } from '@/lib/jobs/label'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

/** The job's name as the way to its page; a job without one goes by its id. */
export function JobName({
  job,
  place: { instanceId, zoneId },
  className,
  ...rest
}: {
  job: Pick<Job, 'id' | 'name'>
  place: ZonePlace
  className?: string
  id?: string
  tabIndex?: number
  'data-row-open'?: boolean
  'data-job'?: string
}) {
  const name = job.name?.trim()
  return (
    <Link
      {...rest}
      href={routes.job(instanceId, zoneId, job.id)}
      prefetch={false}
      className={cx(
        'min-w-0 font-medium hover:underline',
        name ? 'text-ink' : 'text-ink-2',
        className,
      )}
    >
      <MiddleCut text={jobTitle(job)} tail={12} />
    </Link>
  )
}
