'use client'

import { useRef } from 'react'
import { Loading } from '@/components/states/loading'
import { isRateLimited, ReadProblem } from '@/components/states/read-problem'
import { chunk, useChunk } from '@/components/ui/chunk'
import { cx } from '@/components/ui/cx'
import { DataAge } from '@/components/ui/data-age'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Notice } from '@/components/ui/notice'
import { useHydrated } from '@/components/ui/use-hydrated'
import { usePhone } from '@/components/ui/use-media'
import { useTicker } from '@/components/ui/use-ticker'
import { usualJobsPerZone } from '@/lib/jobs/slots'
import { useWaitingChanges } from '@/lib/queries/changes'
import { useAreJobsPartial, useJobs } from '@/lib/queries/jobs'
import { refresh } from '@/lib/queries/refresh'
import type { LogpushSupport } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { isStale } from '../freshness'
import { type Known, useKnown } from '../use-known'
import { useLastError } from '../use-last-error'
import { countWords } from './count-words'
import { hasMoves } from './has-moves'
import { JobsEmpty } from './jobs-empty'
import { JobsList, JobsListSkeleton } from './jobs-list'
import { JobsTable, JobsTableHead, JobsTableSkeleton } from './jobs-table'
import { usePlaces } from './use-places'
import { useRemoval } from './use-removal'

const tones = { loss: 'text-loss', warn: 'text-warn' }

const noMark = () => ''
const movesChunk = chunk(() => import('./moves'))
const deleteChunk = chunk(() => import('../delete-job-dialog'))

/** The jobs of a zone: how they stand in words, how old that is, and the list itself. */
export function JobsSection({
  place,
  zoneName,
  logpush,
  isPhone: saysPhone = false,
}: {
  place: ZonePlace
  zoneName: string
  logpush: LogpushSupport
  /** What to take the screen for until it can be asked. */
  isPhone?: boolean
}) {
  const query = useJobs(place.instanceId, place.zoneId)
  const isPartial = useAreJobsPartial(place)
  const error = useLastError(query)
  const readAtMs = query.dataUpdatedAt
  const jobs = usePlaces(query.data ?? [], readAtMs)
  const moves = useChunk(hasMoves(jobs) ? movesChunk : null)
  const knownOf = useKnown(place, jobs)
  const reading = {
    readAtMs,
    hasFailed: query.isError && !isRateLimited(query.error),
    isReading: query.isFetching,
  }
  const stale = useTicker((now) => String(isStale(reading, now))) === 'true'
  const waiting = new Set(useWaitingChanges(place).map(({ jobId }) => jobId))
  const moveMark = moves ? moves.marksIn(jobs) : noMark
  const markOf = (job: Job) =>
    [moveMark(job), waiting.has(job.id) && 'A change of this job waits for approval']
      .filter(Boolean)
      .join('. ')
  const isPhone = usePhone(saysPhone)
  const isScreenKnown = useHydrated()
  const section = useRef<HTMLElement>(null)
  const removal = useRemoval(jobs, section)
  const deleting = useChunk(removal.job && deleteChunk)
  // A plan without Logpush refuses the list; the notice above has already said why.
  const isNoWonder = logpush === 'no' && query.data === undefined
  const List = isPhone ? JobsList : JobsTable

  return (
    <section ref={section} aria-labelledby="jobs" className="mt-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="jobs" tabIndex={-1} className="text-heading">
          Logpush jobs
        </h2>
        {query.data && !stale && <Counts jobs={jobs} knownOf={knownOf} />}
        {readAtMs > 0 && <DataAge at={readAtMs} stale={stale} className="ms-auto" />}
      </div>
      {error && !isNoWonder && (
        <ReadProblem
          className="mb-4"
          title="The jobs of this zone could not be loaded."
          error={error}
          failedAtMs={query.errorUpdatedAt}
          readAtMs={readAtMs}
          isReading={query.isFetching}
          onRetry={() => refresh(query)}
        />
      )}
      {isPartial && (
        <Notice tone="warn" className="mb-4" title="Some jobs could not be read.">
          IBM’s list holds entries without a valid ID. They are not shown here.
        </Notice>
      )}
      {moves && <moves.MoveNews jobs={jobs} />}
      {moves && !stale && <moves.MoveNotice jobs={jobs} place={place} />}
      {query.data === undefined ? (
        (!error || isRateLimited(error)) &&
        !isNoWonder && (
          <Loading what="the jobs of this zone">
            <div className="max-md:hidden">
              <JobsTableSkeleton />
            </div>
            <div className="md:hidden">
              <JobsListSkeleton />
            </div>
          </Loading>
        )
      ) : jobs.length === 0 ? (
        <>
          {!isPhone && (
            <div className="max-md:hidden">
              <JobsTableHead />
            </div>
          )}
          <JobsEmpty place={place} canPush={logpush !== 'no'} />
        </>
      ) : (
        <>
          {/* Taken for the wrong screen, it stays unseen until the screen was asked. */}
          <div className={isPhone ? 'md:hidden' : 'max-md:hidden'}>
            <List
              jobs={jobs}
              knownOf={knownOf}
              markOf={markOf}
              place={place}
              staleSinceMs={stale ? readAtMs : null}
              onDelete={removal.ask}
            />
          </div>
          {!isScreenKnown && (
            <div className={isPhone ? 'max-md:hidden' : 'md:hidden'}>
              {isPhone ? <JobsTableSkeleton /> : <JobsListSkeleton />}
            </div>
          )}
        </>
      )}
      {isNoWonder && <JobsTableHead />}
      {jobs.length === usualJobsPerZone && (
        <p className="mt-3 px-3 text-table text-ink-3 max-md:px-0">
          All {usualJobsPerZone} job slots are in use. Unless IBM has raised the limit, delete a job
          to create another.
        </p>
      )}
      {removal.isOpen && !deleting && <DialogComing onClose={removal.close} />}
      {removal.job && deleting && (
        <deleting.DeleteJobDialog
          place={place}
          zoneName={zoneName}
          job={removal.job}
          others={query.data}
          open={removal.isOpen}
          onClose={removal.close}
          onDeleted={removal.close}
        />
      )}
    </section>
  )
}

function Counts({ jobs, knownOf }: { jobs: readonly Job[]; knownOf: (job: Job) => Known }) {
  const parts = countWords(jobs.map((job) => ({ ...job, ...knownOf(job) })))
  return (
    <p className="text-table text-ink-3 max-md:order-last max-md:w-full">
      {parts.map(({ text, tone }, index) => (
        <span key={text}>
          {index > 0 && ' · '}
          <span className={cx(tone && 'font-medium', tone && tones[tone])}>{text}</span>
        </span>
      ))}
    </p>
  )
}
