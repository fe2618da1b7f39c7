'use client'

import { Skeleton } from '@/components/ui/skeleton'
import { datasetLabel } from '@/lib/jobs/dataset'
import { SwitchProblem } from '../switch-problem'
import { DestinationWords } from './destination-words'
import { JobName } from './job-name'
import { type JobRowProps, type JobsProps, useJobRow } from './job-row'
import { LastDelivery } from './last-delivery'
import { RowMenu } from './row-menu'
import { StateCell } from './state-cell'
import { TroubleAction, TroubleText } from './trouble'

const label = 'Logpush jobs'

/** The jobs on a phone: one below the other, nothing beside anything that could be long. */
export function JobsList({ jobs, knownOf, markOf, ...rest }: JobsProps) {
  return (
    <ul aria-label={label}>
      {jobs.map((job) => (
        <JobItem key={job.id} job={job} known={knownOf(job)} mark={markOf(job)} {...rest} />
      ))}
    </ul>
  )
}

function JobItem(props: JobRowProps) {
  const { job, known, mark, place, staleSinceMs } = props
  const { toggle, verb, isTroubled } = useJobRow(props)
  const onDelete = () => props.onDelete(job)
  return (
    <li className="border-b border-line py-3">
      <div className="flex items-start justify-between gap-3">
        <StateCell job={job} known={known} verb={verb} staleSinceMs={staleSinceMs} />
        <span className="shrink-0 text-table leading-5 text-ink-3">
          <LastDelivery job={job} record={known.record} />
        </span>
      </div>
      <div className="mt-1 flex items-start justify-between gap-1 ps-6">
        <div className="min-w-0">
          <div className="text-table wrap-anywhere text-ink-3">
            {/* 44 px for the finger, 20 for the eye. */}
            <JobName
              job={job}
              place={place}
              data-job={job.id}
              className="relative -my-3 inline-block py-3 text-body"
            />
            {' · '}
            {datasetLabel(job.dataset)}
          </div>
          <div className="text-table wrap-anywhere text-ink-3">
            <DestinationWords view={job.destination} />
          </div>
          {mark && <div className="text-table wrap-anywhere text-ink-3">{mark}</div>}
        </div>
        <div className="-me-3 -my-2.5 shrink-0">
          <RowMenu job={job} place={place} toggle={toggle} onDelete={onDelete} />
        </div>
      </div>
      {isTroubled && (
        <div className="ps-6 pt-2 text-table wrap-anywhere">
          <p>
            <TroubleText job={job} known={known} />
          </p>
          <div className="pt-3">
            <TroubleAction job={job} known={known} place={place} onDelete={onDelete} asButton />
          </div>
        </div>
      )}
      <SwitchProblem toggle={toggle} className="mt-3" />
    </li>
  )
}

export function JobsListSkeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={row}
          className="flex h-35 flex-col gap-3 border-b border-line py-4"
        >
          <Skeleton className="h-3 w-28" />
          <Skeleton className="h-2.5 w-40" />
          <Skeleton className="mt-3 h-3 w-44" />
          <Skeleton className="h-2.5 w-56" />
        </div>
      ))}
    </div>
  )
}
