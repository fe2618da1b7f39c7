'use client'

import { useEffect, useRef } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormRadioRows } from '@/components/form/fields'
import { Segments } from '@/components/ui/segments'
import { holdsKey } from '@/lib/destinations/words'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { CloudLogsNames, CloudLogsPlace } from './cloud-logs-fields'
import { CosFields } from './cos-fields'
import { destinationGate } from './gate'
import { KeyField } from './key-field'
import { TestWrite } from './test-write'
import { type DestinationCheck, draftKeyOf, useDestinationCheck } from './use-destination-check'

export type DestinationStepProps = {
  place: ZonePlace
  mode: 'create' | 'edit'
  /** In edit mode, the job as it is. */
  job?: Job
  /** In edit mode, the form as the job is. */
  before?: JobDraft
  /** The zone's jobs, for what already writes where. */
  jobs: readonly Job[]
  /** Why one can't go on yet; `goOn` where the person may decide to do it all the same. */
  onGate: (reason: string | null, goOn?: () => void) => void
  /** From `useDestinationCheck`, where the page needs to know what was found. */
  check?: DestinationCheck
}

const kinds = [
  { value: 'cos', label: 'Cloud Object Storage' },
  { value: 'cloudLogs', label: 'IBM Cloud Logs' },
] as const

const authentications = [
  {
    value: 'apiKey',
    label: 'API key',
    aside: 'Recommended',
    description:
      'An API key with the role Object Writer on the bucket. Recommended if you can create API keys.',
  },
  {
    value: 'challenge',
    label: 'Ownership challenge',
    aside: 'Legacy',
    description:
      'IBM writes a file to the bucket and you prove that you can read it. For accounts that don’t allow API keys; IBM has to accept an invitation first, which can take days.',
  },
] as const

/** Where the logs go and how IBM gets in. Its fields are those of the `JobDraft` form around it. */
export function DestinationStep({
  place,
  mode,
  job,
  before,
  jobs,
  onGate,
  check: given,
}: DestinationStepProps) {
  const own = useDestinationCheck(place)
  const check = given ?? own
  const { control, setValue } = useFormContext<JobDraft>()
  const draft = useWatch({ control, compute: (values: JobDraft) => values })
  const { kind } = draft
  const usesKey = kind === 'cloudLogs' || draft.cos.auth === 'apiKey'
  const others = jobs.filter(({ id }) => id !== job?.id)
  const kept = job?.destination
  const keepsKey = mode === 'edit' && kept !== undefined && kept.kind === kind && holdsKey(kept)

  const look = check.lookOf(draftKeyOf(draft))
  const test = check.testOf(draft)
  const reason = usesKey ? destinationGate(kind, look, test, Date.now()) : null
  const isHeld = reason !== null && !check.isAllTheSame(draft)
  // New at every render; the page may keep an older one, which then calls the newest.
  const goOn = useRef(() => {})
  useEffect(() => {
    goOn.current = () => check.goOnAllTheSame(draft)
  })
  useEffect(() => {
    if (isHeld) onGate(reason, () => goOn.current())
    else onGate(null)
  }, [isHeld, reason, onGate])

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h2 tabIndex={-1} className="mb-1.5 text-heading">
          Where should the logs go?
        </h2>
        <div>
          <Segments
            label="Destination type"
            segments={kinds}
            value={kind}
            onChange={(value) => setValue('kind', value, { shouldDirty: true })}
          />
        </div>
        <p className="text-table text-ink-3">
          QRadar, Splunk and HTTPS jobs can be viewed, paused and deleted here; create new ones with
          the CLI for now.
        </p>
      </div>
      {kind === 'cos' ? (
        <>
          <CosFields draft={draft} jobs={others} held={kept} />
          <FormRadioRows<JobDraft, 'apiKey' | 'challenge'>
            name="cos.auth"
            label="Authentication"
            rows={authentications}
          />
        </>
      ) : (
        <CloudLogsPlace />
      )}
      {usesKey && (
        <div className="flex flex-col gap-3">
          <KeyField key={kind} kind={kind} check={check} keepsKey={keepsKey} />
          <TestWrite draft={draft} check={check} keepsKey={keepsKey} before={before} />
        </div>
      )}
      {kind === 'cloudLogs' && <CloudLogsNames draft={draft} jobs={others} />}
    </div>
  )
}
