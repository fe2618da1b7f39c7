'use client'

import { type ReactNode, useId } from 'react'
import { Cell, SecondLine } from '@/components/ui/table'
import { datasetLabel } from '@/lib/jobs/dataset'
import { frequencyLabel } from '@/lib/jobs/frequency'
import { wayOutOf } from '@/lib/jobs/trouble'
import { useLack } from '@/lib/queries/access'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { EnabledSwitch, switchVerb } from '../enabled-switch'
import { SwitchProblem } from '../switch-problem'
import { useJobSwitch } from '../use-job-switch'
import type { Known } from '../use-known'
import { DestinationWords } from './destination-words'
import { JobName } from './job-name'
import { LastDelivery } from './last-delivery'
import { RowMenu } from './row-menu'
import { StateCell } from './state-cell'
import { TroubleAction, TroubleText } from './trouble'

export type JobsProps = {
  /** In the order in which they are shown. */
  jobs: readonly Job[]
  knownOf: (job: Job) => Known
  /** A word about a move that the job is part of; '' for none. */
  markOf: (job: Job) => string
  place: ZonePlace
  /** When what is shown was read, Unix ms, if it may be wrong by now. */
  staleSinceMs: number | null
  onDelete: (job: Job) => void
}

export type JobRowProps = Omit<JobsProps, 'jobs' | 'knownOf' | 'markOf'> & {
  job: Job
  known: Known
  mark: string
}

/** The switch of a job, and whether there is a line to say about its trouble. */
export function useJobRow({
  job,
  known,
  place,
  staleSinceMs,
}: Pick<JobRowProps, 'job' | 'known' | 'place' | 'staleSinceMs'>) {
  const toggle = useJobSwitch(place, job)
  const verb = switchVerb(toggle)
  const isTroubled = wayOutOf(job, known.finding) !== null && staleSinceMs === null && !verb
  return { toggle, verb, isTroubled }
}

/** A body of its own for each job, so that the lines about its trouble belong to it, for the eye, the keys and the ear. */
export function JobRow(props: JobRowProps & { day: ReactNode }) {
  const { job, known, mark, place, staleSinceMs, day } = props
  const { toggle, verb, isTroubled } = useJobRow(props)
  const onDelete = () => props.onDelete(job)
  const lacks = useLack(place.instanceId, 'Writer')
  const nameId = useId()
  return (
    <tbody
      data-row
      data-job={job.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a row is one stop; Enter opens it, ↑ ↓ walk
      tabIndex={0}
      className="border-b border-line transition-colors focus-row hover:bg-hover"
    >
      <tr className="*:pt-[7px] *:pb-2">
        <Cell>
          <StateCell job={job} known={known} verb={verb} staleSinceMs={staleSinceMs} />
        </Cell>
        <th scope="row" className="px-2 text-start align-top font-normal">
          <JobName
            id={nameId}
            job={job}
            place={place}
            tabIndex={-1}
            data-row-open
            className="flex"
          />
          <SecondLine className="truncate" title={job.dataset ?? undefined}>
            {datasetLabel(job.dataset)}
          </SecondLine>
          {mark && <SecondLine className="wrap-anywhere">{mark}</SecondLine>}
        </th>
        <Cell>
          <DestinationWords view={job.destination} />
        </Cell>
        <Cell className="max-lg:hidden">
          <div className="h-3.5 pt-0.5">{day}</div>
        </Cell>
        <Cell>
          <LastDelivery job={job} record={known.record} withClock />
        </Cell>
        <Cell className="text-ink-2 max-xl:hidden">{frequencyLabel(job.frequency)}</Cell>
        <Cell>
          <EnabledSwitch job={job} toggle={toggle} lacks={lacks} wordless describedBy={nameId} />
        </Cell>
        <Cell className="text-end">
          <RowMenu job={job} place={place} toggle={toggle} onDelete={onDelete} />
        </Cell>
      </tr>
      {isTroubled && (
        <Line>
          <TroubleText job={job} known={known} />{' '}
          <TroubleAction job={job} known={known} place={place} onDelete={onDelete} />
        </Line>
      )}
      {toggle.error && (
        <Line>
          <SwitchProblem toggle={toggle} className="mb-1" />
        </Line>
      )}
    </tbody>
  )
}

/**
 * Across, under the job's name. The cell spans three columns, because some are not there on every width; what it
 * holds reaches over the others, which are there for the row's surface.
 */
function Line({ children }: { children: ReactNode }) {
  return (
    <tr>
      <td />
      <td colSpan={3} className="px-2 text-table wrap-anywhere text-ink-2">
        <div className="-me-28 pb-2 lg:-me-56 xl:-me-80">{children}</div>
      </td>
      <td className="max-lg:hidden" />
      <td className="max-xl:hidden" />
      <td />
      <td />
    </tr>
  )
}
