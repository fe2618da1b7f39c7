'use client'

import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import type { DestinationCheck } from '@/components/destinations/use-destination-check'
import { EditSection } from '@/components/jobs/edit/edit-section'
import { FixedDestination } from '@/components/jobs/edit/fixed-destination'
import type { OnGate } from '@/components/jobs/wizard/use-gates'
import { Loading } from '@/components/states/loading'
import { useChunk } from '@/components/ui/chunk'
import { Notice } from '@/components/ui/notice'
import { hasForm } from '@/lib/destinations/words'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { logsChunk, ownershipChunk } from '../../step-chunks'

/** The forms of the wizard, one below the other. */
export function EditSteps({
  place,
  zoneName,
  job,
  before,
  jobs,
  check,
  hasToProve,
  onGate,
}: {
  place: ZonePlace
  zoneName: string
  job: Job
  /** The form as the job is. */
  before: JobDraft
  jobs: readonly Job[]
  check: DestinationCheck
  /** The changed destination asks for an ownership challenge. */
  hasToProve: boolean
  onGate: Record<'destination' | 'ownership' | 'logs', OnGate>
}) {
  const logs = useChunk(logsChunk)
  const ownership = useChunk(hasToProve ? ownershipChunk : null)
  return (
    <>
      <EditSection
        label="Destination"
        sideLabel="About the destination"
        side={
          hasForm(job.destination) && <DestinationSide place={place} jobs={jobs} own={job.id} />
        }
      >
        {hasForm(job.destination) ? (
          <DestinationStep
            place={place}
            mode="edit"
            job={job}
            before={before}
            jobs={jobs}
            onGate={onGate.destination}
            check={check}
          />
        ) : (
          <FixedDestination view={job.destination} />
        )}
      </EditSection>
      {hasToProve && (
        <EditSection
          label="Ownership"
          sideLabel="About ownership"
          side={ownership && <ownership.OwnershipSide place={place} />}
        >
          <Notice className="mb-5">
            IBM requires a new ownership challenge for every changed destination. Until you save,
            the job keeps delivering to the current destination.
          </Notice>
          {ownership ? (
            <ownership.OwnershipStep place={place} zoneName={zoneName} onGate={onGate.ownership} />
          ) : (
            <Loading what="the ownership challenge" rows={5} />
          )}
        </EditSection>
      )}
      <EditSection
        label="Logs"
        sideLabel="About the logs"
        side={logs && <logs.LogsSide place={place} jobs={jobs} job={job} />}
      >
        {logs ? (
          <logs.LogsStep place={place} mode="edit" job={job} jobs={jobs} onGate={onGate.logs} />
        ) : (
          <Loading what="the fields" rows={8} dense />
        )}
      </EditSection>
    </>
  )
}
