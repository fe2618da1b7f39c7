'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { FactList, FactRow } from '@/components/ui/facts'
import { givenPlace } from '@/lib/destinations/given-place'
import { regionLabel } from '@/lib/destinations/regions'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { KeyField } from './key-field'
import { TestWrite } from './test-write'
import type { DestinationCheck } from './use-destination-check'
import { type OnGate, useGate } from './use-gate'

/** Only the key of a bucket and folder that stay. Its field is the one of the `JobDraft` form around it. */
export function KeyStep({
  check,
  onGate,
  onElsewhere,
}: {
  check: DestinationCheck
  onGate: OnGate
  /** Another destination is to be chosen after all. */
  onElsewhere: () => void
}) {
  const { control } = useFormContext<JobDraft>()
  const draft = useWatch({ control, compute: (values: JobDraft) => values })
  useGate(draft, check, onGate)
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 tabIndex={-1} className="mb-3 text-heading">
          Which key should IBM use?
        </h2>
        <FactList>
          <FactRow label="Bucket and path">
            <span className="text-code">{givenPlace(toDestination(draft))}</span>
          </FactRow>
          <FactRow label="Region">{regionLabel(draft.cos.region)}</FactRow>
        </FactList>
        <p className="mt-2 text-table text-ink-3">
          Both stay as they are.{' '}
          <button type="button" className="link touch:min-h-11" onClick={onElsewhere}>
            Choose another destination
          </button>
        </p>
      </div>
      <div className="flex flex-col gap-3">
        <KeyField kind="cos" check={check} keepsKey={false} />
        <TestWrite draft={draft} check={check} keepsKey={false} before={undefined} />
      </div>
    </div>
  )
}
