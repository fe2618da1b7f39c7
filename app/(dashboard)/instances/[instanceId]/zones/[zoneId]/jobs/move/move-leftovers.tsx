'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { DestinationSide } from '@/components/destinations/destination-side'
import { DestinationStep } from '@/components/destinations/destination-step'
import { destinationErrors } from '@/components/destinations/draft-errors'
import { useDestinationCheck } from '@/components/destinations/use-destination-check'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import { StepFocus } from '@/components/jobs/wizard/step-focus'
import { useClearErrors } from '@/components/jobs/wizard/use-clear-errors'
import { useGates } from '@/components/jobs/wizard/use-gates'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { Notice } from '@/components/ui/notice'
import { emptyDraft, type JobDraft, ownershipProgress, toDestination } from '@/lib/jobs/draft'
import { hasTypedKey } from '@/lib/jobs/draft-storage'
import { planLeftovers } from '@/lib/jobs/move-plan'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { MoveRun } from './move-run'

/** One destination for all jobs that are left of Log Analysis; in a bucket each gets a folder of its own. */
export function MoveLeftovers({
  place,
  jobs,
  own,
}: {
  place: ZonePlace
  /** All of the zone's. */
  jobs: readonly Job[]
  /** Those that are moved. */
  own: readonly Job[]
}) {
  const form = useForm<JobDraft>({ defaultValues: emptyDraft() })
  const draft = useWatch({ control: form.control, compute: (values: JobDraft) => values })
  useClearErrors(form)
  const check = useDestinationCheck(place)
  const [gates, onGate] = useGates()
  const [isReview, setReview] = useState(false)
  const [hasMoved, setHasMoved] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  const ids = new Set(own.map(({ id }) => id))
  const others = jobs.filter(({ id }) => !ids.has(id))
  const needsToken = ownershipProgress(draft) !== 'not_needed'
  const gate = needsToken
    ? { reason: 'An ownership token is bound to one folder: choose an API key' }
    : (gates.destination ?? { reason: null })

  function next() {
    const errors = destinationErrors(form.getValues())
    flushSync(() => {
      for (const { name, message } of errors) form.setError(name, { message })
    })
    if (errors.length > 0 || gate.reason !== null) focusFault(content.current)
    else {
      setReview(true)
      setHasMoved(true)
    }
  }

  if (isReview) {
    return (
      <div className="mt-6">
        <MoveRun
          place={place}
          moves={planLeftovers(jobs, toDestination(draft)).filter(({ job }) => ids.has(job.id))}
          used={jobs.length}
          isSamePlace={false}
          onBack={() => setReview(false)}
        />
        <StepFocus isFirst={false} />
      </div>
    )
  }
  return (
    <FormProvider {...form}>
      <div className="mt-6 grid grid-cols-1 gap-x-12 gap-y-6 xl:grid-cols-[40rem_minmax(0,1fr)]">
        <div ref={content} className="max-w-form min-w-0">
          <Notice className="mb-6">
            {own.length === 1 ? '1 job is' : `${own.length} jobs are`} moved to one destination. In
            a bucket, each gets a folder of its own below the path, named by its dataset.
          </Notice>
          <DestinationStep
            place={place}
            mode="create"
            jobs={others}
            check={check}
            onGate={onGate.destination}
          />
          <StepFocus isFirst={!hasMoved} />
          <WizardFoot
            next={{ label: 'Next: Review', onGo: next }}
            reason={gate.reason}
            goOn={'goOn' in gate ? gate.goOn : undefined}
          />
        </div>
        <aside
          aria-label="About this step"
          className="max-w-form min-w-0 self-start xl:border-s xl:border-line xl:ps-6"
        >
          <DestinationSide place={place} jobs={others} />
        </aside>
      </div>
      <KeyLeaving hasKey={hasTypedKey(draft)} />
    </FormProvider>
  )
}
