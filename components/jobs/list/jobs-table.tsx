'use client'

import { useEffect, useState } from 'react'
import { chunk } from '@/components/ui/chunk'
import { onRowKeys } from '@/components/ui/row-keys'
import { Skeleton } from '@/components/ui/skeleton'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { JobRow, type JobsProps } from './job-row'

const label = 'Logpush jobs'

/** Fixed widths, so that nothing moves when the rows come or change. */
function Head() {
  return (
    <TableHead>
      <HeadCell className="w-41 lg:w-49 xl:w-58">State</HeadCell>
      <HeadCell className="w-[22%] lg:w-[18%] xl:w-[20%]">Job</HeadCell>
      <HeadCell>Destination</HeadCell>
      <HeadCell className="w-40 max-lg:hidden">Last 24 hours</HeadCell>
      <HeadCell className="w-27 lg:w-28 xl:w-30">Last delivery</HeadCell>
      <HeadCell className="w-20 max-xl:hidden">Frequency</HeadCell>
      <HeadCell className="w-16 lg:w-18 xl:w-20">Enabled</HeadCell>
      <HeadCell className="w-13">
        <span className="sr-only">More</span>
      </HeadCell>
    </TableHead>
  )
}

const daysChunk = chunk(() => import('../history/day-line'))

/** What draws the last 24 hours, once it is there; the table does without. */
function useDayLines() {
  const [lines, setLines] = useState(daysChunk.parts)
  useEffect(() => {
    daysChunk.load().then(
      (parts) => setLines(() => parts),
      () => undefined,
    )
  }, [])
  return lines
}

export function JobsTable({ jobs, knownOf, markOf, ...rest }: JobsProps) {
  const lines = useDayLines()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the rows inside it
    <div onKeyDown={onRowKeys}>
      <Table label={label} className="table-fixed">
        <Head />
        {jobs.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            known={knownOf(job)}
            mark={markOf(job)}
            day={lines && <lines.DayLine place={rest.place} jobId={job.id} />}
            {...rest}
          />
        ))}
      </Table>
    </div>
  )
}

/** The head alone, above what an empty zone says. */
export function JobsTableHead() {
  return (
    <Table label={label} className="table-fixed">
      <Head />
    </Table>
  )
}

const bars = ['w-24', 'w-32', 'w-40', 'w-36', 'w-20', 'w-8', 'w-9', '']
const hidden: Record<number, string> = { 3: 'max-lg:hidden', 5: 'max-xl:hidden' }

/** Rows of the real height in the real columns. */
export function JobsTableSkeleton({ rows = 3 }: { rows?: number }) {
  return (
    <Table label={label} className="table-fixed">
      <Head />
      <tbody aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <tr key={row} className="border-b border-line">
            {bars.map((bar, column) => (
              <td
                key={bar}
                className={`h-12.5 px-2 pt-2.5 align-top first:ps-3 ${hidden[column] ?? ''}`}
              >
                {bar && <Skeleton className={`h-2.5 max-w-full ${bar}`} />}
                {column < 3 && <Skeleton className="mt-2 h-2 w-20 max-w-full" />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
