'use client'

import { useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { destinationErrors, destinationItems } from '@/components/destinations/draft-errors'
import { isKeyed } from '@/components/destinations/key-words'
import { type DestinationCheck, draftKeyOf } from '@/components/destinations/use-destination-check'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { ReviewStep } from '@/components/jobs/wizard/review-step'
import { type StepId, stepLabels } from '@/components/jobs/wizard/steps'
import type { CreationState } from '@/components/jobs/wizard/use-once'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { judgedOf } from '@/lib/grants/judged'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { useLack } from '@/lib/queries/access'
import { useWaitsFor } from '@/lib/queries/approval'
import { keyChecks } from './key-checks'
import { useMaking } from './use-making'
import { warningChecks } from './warning-checks'

/** The last step with its own foot: looks the job over, told what the destination's checks found, and makes it. */
export function JobReview({
  place,
  zoneName,
  draft,
  check,
  creation,
  goTo,
  openStep,
  dropDraft,
}: {
  place: { instanceId: string; zoneId: string }
  zoneName: string
  draft: JobDraft
  check: DestinationCheck
  creation: CreationState
  goTo: (step: StepId) => void
  /** As `goTo`, keeping what was said of the job: it is about that step. */
  openStep: (step: StepId) => void
  dropDraft: () => void
}) {
  const form = useFormContext<JobDraft>()
  const [gate, setGate] = useState<string | null>('Loading')
  const { make, isBusy, reason, remark } = useMaking(place, form, creation, openStep, dropDraft)
  const lacks = useLack(place.instanceId, 'Manager')
  const waits = useWaitsFor(place, 'jobs.create', {
    dataset: draft.logs.dataset,
    destination: judgedOf(toDestination(draft)),
  })
  const content = useRef<HTMLDivElement>(null)
  const held = reason ?? gate
  const key = draftKeyOf(draft)

  function toKey() {
    if (key === '' && isKeyed(draft.kind)) {
      const name = `${draft.kind}.apiKey` as const
      form.setError(name, { message: 'Enter the key again; it is never stored in the browser.' })
    }
    goTo('destination')
  }

  const items = destinationItems(draft)
  // With a challenge IBM writes with its own rights, which nobody else can try.
  const isTestable = draft.kind !== 'cos' || draft.cos.auth === 'apiKey'
  const moreChecks = [
    ...warningChecks(draft.kind, items, () => goTo('destination')),
    ...(isTestable
      ? keyChecks(
          draft.kind,
          key,
          check.lookOf(key),
          check.testOf(draft),
          { toKey, test: () => check.test(draft) },
          Date.now(),
        )
      : []),
  ]
  return (
    <>
      <div ref={content}>
        <ReviewStep
          place={place}
          zoneName={zoneName}
          destinationErrors={destinationErrors(draft)}
          moreChecks={moreChecks}
          creation={creation[0]}
          goTo={goTo}
          onGate={setGate}
        />
      </div>
      <WizardFoot
        back={{ label: stepLabels.logs, onGo: () => goTo('logs') }}
        next={{
          label: waits ? 'Request approval' : 'Create job',
          onGo: held === null ? make : () => focusFault(content.current),
          busy: isBusy,
          busyLabel: waits ? 'Requesting…' : 'Creating…',
          lacks,
        }}
        reason={held}
        remark={remark ?? (waits && 'The job is created once an administrator has approved it.')}
      />
    </>
  )
}
