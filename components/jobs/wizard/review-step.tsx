'use client'

import { useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Exports } from '@/components/jobs/exports'
import { ErrorNotice } from '@/components/states/error-notice'
import { destinationLabel } from '@/lib/destinations/words'
import type { ExportedJob } from '@/lib/export/request'
import { type JobDraft, toCreateInput } from '@/lib/jobs/draft'
import { useCloudLogsInstances } from '@/lib/queries/cloud-logs-instances'
import { useCosInstances } from '@/lib/queries/destinations'
import type { Field } from '@/lib/schemas/logs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { gateOf, type ReviewCheck } from './check'
import { ChecksList } from './checks-list'
import { CreateTrouble } from './create-trouble'
import { ReviewLines } from './review-lines'
import { ReviewSentence } from './review-sentence'
import { accessWords, logsLine } from './review-words'
import { useChecks } from './use-checks'
import type { Creation } from './use-once'

type Step = 'destination' | 'ownership' | 'logs'

export type ReviewStepProps = {
  place: ZonePlace
  zoneName: string
  /** What is still wrong with the destination, its key included. */
  destinationErrors: readonly { name: string; message: string }[]
  /** What the page knows besides, as of the key and its test. */
  moreChecks: readonly ReviewCheck[]
  creation: Creation
  goTo: (step: Step) => void
  onGate: (reason: string | null) => void
}

/** The job in words, what was checked, and the request as it will be sent, before it is made. */
export function ReviewStep({
  place,
  zoneName,
  destinationErrors,
  moreChecks,
  creation,
  goTo,
  onGate,
}: ReviewStepProps) {
  const { control } = useFormContext<JobDraft>()
  const draft = useWatch({ control, compute: (values: JobDraft) => values })
  const { checks, checkAgain, isChecking, instance, fields, retentionError } = useChecks({
    place,
    draft,
    destinationErrors,
    moreChecks,
    goTo,
  })
  const { kind } = draft
  const cosInstances = useCosInstances(kind === 'cos')
  const cloudLogsInstances = useCloudLogsInstances(kind === 'cloudLogs')
  const listed = { cos: cosInstances.data, cloudLogs: cloudLogsInstances.data }
  const serviceInstance =
    kind === 'cos' || kind === 'cloudLogs'
      ? listed[kind]?.find(({ id }) => id === draft[kind].instanceId.toLowerCase())
      : undefined

  const reason = gateOf(checks)
  useEffect(() => onGate(reason), [reason, onGate])

  return (
    <div>
      <h2 tabIndex={-1} className="mb-3 text-heading">
        Review
      </h2>
      <ReviewSentence
        draft={draft}
        zoneName={zoneName}
        instanceName={serviceInstance?.name}
        liveFields={fields?.length}
      />
      <ReviewLines
        lines={[
          {
            label: 'Destination',
            text: [destinationLabel({ kind }), serviceInstance?.name, accessWords(draft)]
              .filter(Boolean)
              .join(', '),
            onChange: () => goTo('destination'),
          },
          { label: 'Logs', text: logsLine(draft, fields?.length), onChange: () => goTo('logs') },
          {
            label: 'Name',
            text: (
              <>
                {draft.name ? <code className="text-code-field">{draft.name}</code> : 'None yet'},{' '}
                {draft.enabled ? 'starts immediately' : 'starts disabled'}
              </>
            ),
            onChange: () => goTo('logs'),
          },
        ]}
      />
      <ChecksList checks={checks} onAgain={checkAgain} isChecking={isChecking} />
      {retentionError !== null && (
        <ErrorNotice className="mt-3" title="Log retention is still off." error={retentionError} />
      )}
      <div className="mt-8">
        <Exports
          label="Create this job without the dashboard"
          does="Creates the same job without this dashboard."
          job={toExport(draft, place.zoneId, fields)}
        />
      </div>
      <CreateTrouble
        creation={creation}
        place={place}
        instanceName={instance?.name}
        className="mt-8"
      />
    </div>
  )
}

function toExport(
  draft: JobDraft,
  zoneId: string,
  live: readonly Field[] | undefined,
): ExportedJob {
  const { logs, ...input } = toCreateInput(draft)
  const { mode, names } = logs.fields
  return {
    zoneId,
    ...input,
    fields:
      mode === 'all'
        ? { mode, names: live?.map(({ name }) => name) ?? [] }
        : { mode, ...(names && { names }) },
    timestamps: logs.timestamps,
  }
}
