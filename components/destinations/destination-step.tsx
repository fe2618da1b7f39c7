'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { FieldFindings } from '@/components/form/fields'
import { Loading } from '@/components/states/loading'
import { useChunk } from '@/components/ui/chunk'
import { destinationLabel, holdsKey } from '@/lib/destinations/words'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { BeforeYouBegin } from './before-you-begin'
import { KindChooser } from './kind-chooser'
import { kindChunks } from './kinds/chunks'
import { TestWrite } from './test-write'
import { type DestinationCheck, useDestinationCheck } from './use-destination-check'
import { useFieldChecks } from './use-field-checks'
import { type OnGate, useGate } from './use-gate'
import { useRails } from './use-rails'

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
  onGate: OnGate
  /** From `useDestinationCheck`, where the page needs to know what was found. */
  check?: DestinationCheck
}

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
  const own = useDestinationCheck(place, job)
  const check = given ?? own
  const { control, setValue } = useFormContext<JobDraft>()
  const draft = useWatch({ control, compute: (values: JobDraft) => values })
  const { kind } = draft
  const parts = useChunk(kindChunks[kind])
  const others = jobs.filter(({ id }) => id !== job?.id)
  const kept = job?.destination
  const keepsSecret = mode === 'edit' && kept?.kind === kind && holdsKey(kept)
  const { findings, onBlur } = useFieldChecks(
    draft,
    { keepsKey: keepsSecret, before },
    parts?.check,
  )

  const rails = useRails(place, draft, mode === 'create', findings)
  useGate(draft, check, onGate, parts !== null)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the focus leaving its fields
    <div className="flex flex-col gap-5" onBlur={onBlur}>
      <div className="flex flex-col gap-2">
        <h2 tabIndex={-1} className="mb-1.5 text-heading">
          Where should the logs go?
        </h2>
        <KindChooser
          value={kind}
          faultOf={rails.faultOf}
          {...(kept && before && { now: { kind: before.kind, label: destinationLabel(kept) } })}
          onChange={(value) => setValue('kind', value, { shouldDirty: true })}
        />
      </div>
      <BeforeYouBegin draft={draft} place={place} className="xl:hidden" />
      {parts ? (
        <FieldFindings value={rails.findings}>
          <parts.Fields
            draft={draft}
            jobs={others}
            held={kept}
            keepsSecret={keepsSecret}
            check={check}
            ways={rails.ways}
            test={<TestWrite draft={draft} check={check} keepsKey={keepsSecret} before={before} />}
          />
        </FieldFindings>
      ) : (
        <Loading what="the form" rows={4} />
      )}
    </div>
  )
}
