'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { judgeChunk, useJudge } from '@/components/destinations/judge'
import { useDestinationCheck } from '@/components/destinations/use-destination-check'
import { useDraftKeeping } from '@/components/jobs/wizard/draft-keeping'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import type { Start } from '@/components/jobs/wizard/start'
import { neighbours, type StepId, stepLabels, stepToShow } from '@/components/jobs/wizard/steps'
import { useClearErrors } from '@/components/jobs/wizard/use-clear-errors'
import { useGates } from '@/components/jobs/wizard/use-gates'
import type { Creation } from '@/components/jobs/wizard/use-once'
import { useStep } from '@/components/jobs/wizard/use-step'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { WizardFrame } from '@/components/jobs/wizard/wizard-frame'
import { WizardHead } from '@/components/jobs/wizard/wizard-head'
import { ErrorNotice } from '@/components/states/error-notice'
import { useChunk } from '@/components/ui/chunk'
import { showToast } from '@/components/ui/toast'
import { emptyDraft, isPlaced, type JobDraft, ownershipProgress } from '@/lib/jobs/draft'
import { hasTypedKey, withSecretsOf } from '@/lib/jobs/draft-storage'
import { useInstance } from '@/lib/queries/instances'
import { useJobs } from '@/lib/queries/jobs'
import { refresh } from '@/lib/queries/refresh'
import { useZone } from '@/lib/queries/zones'
import { BeforeWork } from './before-work'
import { railNotes } from './rail-notes'
import { missingSecret, RestoredNotice, unkept } from './restored-notice'
import { stepErrors } from './step-errors'
import {
  preloadStep,
  StepBody,
  StepSide,
  StepTrouble,
  TokenNote,
  useStepParts,
} from './wizard-steps'

/** Fetches what the press of *Next* needs. A failure shows when it is pressed. */
function preloadNext(step: StepId): void {
  judgeChunk.load().catch(() => {})
  preloadStep(step)
}

/** Four steps over one form; the draft is kept in the browser, the step in the address. */
export function JobWizard({
  place,
  draftKey,
  start,
}: {
  place: { instanceId: string; zoneId: string }
  draftKey: string
  start: () => Start
}) {
  const { instanceId, zoneId } = place
  const [{ draft: first, keptAt }] = useState(start)
  const form = useForm<JobDraft>({ defaultValues: first })
  const draft = useWatch({ control: form.control, compute: (values: JobDraft) => values })
  const { savedAt, drop, isElsewhere, takeOver } = useDraftKeeping(form, draftKey, keptAt)
  useClearErrors(form)
  const [asked, setStep] = useStep()
  const step = stepToShow(asked, draft)
  const [opened] = useState(step)
  const [hasMoved, setHasMoved] = useState(false)
  if (!hasMoved && step !== opened) setHasMoved(true)
  const parts = useStepParts(step)
  const [gates, onGate] = useGates()
  const check = useDestinationCheck(place)
  const zone = useZone(instanceId, zoneId)
  const instance = useInstance(instanceId)
  const jobs = useJobs(instanceId, zoneId)
  const missing = missingSecret(draft)
  const [restored, setRestored] = useState(keptAt === null ? null : missing)

  const [creation, setCreation] = useState<Creation>({ phase: 'idle' })

  const onOpen = useEffectEvent(() => {
    // Without a destination there is nothing that the later steps could stand on.
    setStep(isPlaced(draft) ? step : 'destination', 'replace')
  })
  useEffect(() => onOpen(), [])

  function goTo(to: StepId) {
    setRestored(null)
    // What was said of the job has been read; what is not known yet stays.
    setCreation((now) =>
      now.phase === 'refused' || (now.phase === 'unknown' && now.outcome.state === 'not_done')
        ? { phase: 'idle' }
        : now,
    )
    setStep(to)
  }

  const judge = useJudge(draft)
  const [wantsNext, setWantsNext] = useState(false)
  // Without it nobody can go on, and that is then said as for a step that could not be fetched.
  useChunk(wantsNext ? judgeChunk : null)

  const { before, after } = neighbours(step, draft)
  const content = useRef<HTMLDivElement>(null)
  /** Alike in every step: what is wrong is marked, and the first of it has the focus. */
  async function next() {
    setWantsNext(true)
    const loaded = await judgeChunk.load().catch(() => null)
    if (loaded === null) return
    const errors = stepErrors(step, form.getValues(), gate.reason, loaded)
    // Shown at once: only a fault that is marked can be found.
    flushSync(() => {
      for (const { name, message } of errors) form.setError(name, { message })
    })
    if (errors.length > 0 || gate.reason !== null) focusFault(content.current)
    else if (after) goTo(after)
  }

  function discard() {
    const now = form.getValues()
    drop()
    form.reset(emptyDraft())
    goTo('destination')
    showToast({
      text: 'Draft discarded.',
      action: { label: 'Undo', onAct: () => form.reset(now) },
    })
  }

  async function continueHere() {
    const kept = await takeOver()
    if (kept) form.reset(withSecretsOf(form.getValues(), kept))
  }

  const gate = gates[step] ?? { reason: step === 'destination' ? null : 'Loading' }
  const isByKey = ownershipProgress(draft) === 'not_needed'

  return (
    <FormProvider {...form}>
      <WizardHead
        place={place}
        zoneName={zone.data?.name}
        savedAt={savedAt}
        without={unkept(draft)}
        onDiscard={discard}
      />
      <WizardFrame
        step={step}
        isFirst={!hasMoved}
        notes={railNotes(draft, judge?.destinationErrors(draft) ?? null, (token) => (
          <TokenNote token={token} />
        ))}
        goTo={goTo}
        savedAt={savedAt}
        onDiscard={discard}
        onTakeOver={isElsewhere ? continueHere : null}
        contentRef={content}
        side={
          parts && (
            <StepSide
              parts={parts}
              place={place}
              jobs={jobs.data ?? []}
              onUseKey={() => {
                form.setValue('cos.auth', 'apiKey', { shouldDirty: true })
                goTo('destination')
              }}
            />
          )
        }
        above={
          <>
            {zone.isError && !zone.data && (
              <ErrorNotice
                className="mb-6"
                title="The zone could not be loaded."
                error={zone.error}
                hint="Your draft is kept."
                onRetry={() => refresh(zone)}
                retrying={zone.isFetching}
              />
            )}
            {step === 'destination' && <BeforeWork place={place} jobs={jobs.data?.length} />}
            {restored && <RestoredNotice missing={restored} step={step} goTo={goTo} />}
            {step !== 'review' && (
              <StepTrouble creation={creation} place={place} instanceName={instance.data?.name} />
            )}
          </>
        }
        foot={
          after && (
            <WizardFoot
              back={before && { label: stepLabels[before], onGo: () => goTo(before) }}
              next={{
                label: `Next: ${stepLabels[after]}`,
                onGo: next,
                onNear: () => preloadNext(after),
              }}
              reason={gate.reason}
              goOn={gate.goOn}
              remark={
                step === 'destination' && isByKey
                  ? draft.kind === 'cos'
                    ? 'No ownership step needed with an API key'
                    : 'No ownership step needed'
                  : undefined
              }
            />
          )
        }
      >
        {parts && (
          <StepBody
            parts={parts}
            place={place}
            zoneName={zone.data?.name ?? 'this zone'}
            jobs={jobs.data ?? []}
            check={check}
            onGate={onGate}
            review={{
              draft,
              creation: [creation, setCreation],
              goTo,
              openStep: setStep,
              dropDraft: () => drop('forGood'),
            }}
          />
        )}
      </WizardFrame>
      <KeyLeaving hasKey={hasTypedKey(draft) && creation.phase !== 'made'} />
    </FormProvider>
  )
}
