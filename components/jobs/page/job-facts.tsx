'use client'

import { Age, Clock, ClockIfOld } from '@/components/ui/age'
import { CopyButton } from '@/components/ui/copy-button'
import { DataAge } from '@/components/ui/data-age'
import { Fact, FactsStrip } from '@/components/ui/facts'
import { timeOf } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'

/** What IBM tells of the deliveries, and how old that is. */
export function JobFacts({
  job,
  createdMs,
  readAtMs,
  isStale,
}: {
  job: Job
  createdMs: number | null
  readAtMs: number
  isStale: boolean
}) {
  const complete = timeOf(job.lastComplete)
  const error = timeOf(job.lastError)
  return (
    <FactsStrip>
      <Fact label="Last delivery">
        {complete === null ? (
          'none yet'
        ) : (
          <span>
            <Age at={complete} />{' '}
            <span className="text-ink-3">
              <ClockIfOld at={complete} />
            </span>
          </span>
        )}
      </Fact>
      <Fact label="Last error">
        {error === null ? (
          <span title="IBM clears it on the next successful delivery.">none</span>
        ) : (
          <span>
            <Age at={error} />{' '}
            <span className="text-ink-3">
              <ClockIfOld at={error} />
            </span>
          </span>
        )}
      </Fact>
      {createdMs !== null && (
        <Fact label="Created">
          <Clock at={createdMs} />
        </Fact>
      )}
      <Fact label="Job ID">
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <span className="text-code">{job.id}</span>
          <CopyButton
            bare
            text={job.id}
            label="Copy job ID"
            className="-my-1 touch:-ms-2 touch:-my-3"
          />
        </span>
      </Fact>
      <Fact label="This page" end>
        <DataAge at={readAtMs} stale={isStale} />
      </Fact>
    </FactsStrip>
  )
}
