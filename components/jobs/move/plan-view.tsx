'use client'

import { cx } from '@/components/ui/cx'
import { FactList, FactRow } from '@/components/ui/facts'
import { jobLabel } from '@/lib/jobs/label'
import type { MovePlan } from '@/lib/jobs/move-plan'
import type { Job } from '@/lib/schemas/job'
import { DiffTable } from '../diff-table'

/** What a move changes and what it keeps, before anything happens. */
export function PlanView({
  job,
  plan: { changed, kept },
  isSamePlace,
}: {
  job: Job
  /** Ids of instances replaced by their names. */
  plan: Pick<MovePlan, 'changed' | 'kept'>
  isSamePlace: boolean
}) {
  const [first] = changed
  return (
    <>
      <p className="mb-5 text-lead text-pretty wrap-anywhere [&_strong]:font-semibold">
        {isSamePlace ? (
          <>
            <strong>{jobLabel(job)}</strong> keeps its{' '}
            {job.destination.kind === 'cos'
              ? 'bucket and path; IBM authenticates with the new key.'
              : 'destination; only its secrets are replaced.'}
          </>
        ) : (
          <>
            <strong>{jobLabel(job)}</strong> will send to <strong>{first?.after}</strong>.
          </>
        )}
      </p>
      <DiffTable rows={changed} notes={{}} />
      <h3 className="mt-6 mb-2 text-heading">Stays the same</h3>
      <FactList>
        {kept.map(({ what, value, mono }) => (
          <FactRow key={what} label={what}>
            <span className={cx(mono && 'text-code')}>{value}</span>
          </FactRow>
        ))}
      </FactList>
    </>
  )
}
