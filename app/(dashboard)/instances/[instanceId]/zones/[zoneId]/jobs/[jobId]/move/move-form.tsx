'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { destinationErrors } from '@/components/destinations/draft-errors'
import { useDestinationCheck } from '@/components/destinations/use-destination-check'
import { FormHead } from '@/components/jobs/form-head'
import type { How } from '@/components/jobs/move/how-field'
import { canMoveToKey, startMove } from '@/components/jobs/move/start-move'
import { RoleNotice } from '@/components/jobs/role-notice'
import { browserStorage, useDraftKeeping } from '@/components/jobs/wizard/draft-keeping'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import { type StepId, stepLabels } from '@/components/jobs/wizard/steps'
import { useClearErrors } from '@/components/jobs/wizard/use-clear-errors'
import { useGates } from '@/components/jobs/wizard/use-gates'
import type { Creation } from '@/components/jobs/wizard/use-once'
import { useStep } from '@/components/jobs/wizard/use-step'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { WizardFrame } from '@/components/jobs/wizard/wizard-frame'
import { showToast } from '@/components/ui/toast'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { isPlaced, type JobDraft, ownershipProgress } from '@/lib/jobs/draft'
import { draftKey, hasTypedKey, withSecretsOf } from '@/lib/jobs/draft-storage'
import { jobTitle } from '@/lib/jobs/label'
import { jobQuery, useJobs } from '@/lib/queries/jobs'
import type { ZonePlace } from '@/lib/schemas/zone'
import { railNotes } from '../../new/rail-notes'
import { TokenNote } from '../../new/wizard-steps'
import type { KnownJob } from '../job-gate'
import { CannotMove, cannotMove } from './cannot-move'
import {
  MoveStepBody,
  MoveStepSide,
  preloadMoveStep,
  StepTrouble,
  useMoveParts,
} from './move-parts'

/** The steps of a move: what is sent stays, so there is none about logs. */
const stepsOf = (draft: JobDraft): StepId[] =>
  ownershipProgress(draft) === 'not_needed'
    ? ['destination', 'review']
    : ['destination', 'ownership', 'review']

/** A new destination for a job that exists, over the wizard's form. */
export function MoveForm({
  place,
  known: { job: now, zone, personId },
  isGone,
}: {
  place: ZonePlace
  known: KnownJob
  /** It was there when the form was opened, and is not any more. */
  isGone: boolean
}) {
  const { instanceId, zoneId } = place
  const client = useQueryClient()
  // What is shown and sent is about the job as it was when the form was opened, or last loaded.
  const [job, setJob] = useState(now)
  const toKey = useSearchParams().get('to') === 'key' && canMoveToKey(job)
  const key = draftKey(personId ?? '', zoneId, `move-${job.id}`)
  const [{ draft: first, keptAt }] = useState(() => startMove(browserStorage(), key, job, toKey))
  const form = useForm<JobDraft>({ defaultValues: first })
  const draft = useWatch({ control: form.control, compute: (values: JobDraft) => values })
  const { savedAt, drop, isElsewhere, takeOver } = useDraftKeeping(form, key, keptAt)
  useClearErrors(form)
  useTabTitle(`Move ${jobTitle(job)}`)
  const [asked, setStep] = useStep(toKey ? 'to=key' : '')
  const steps = stepsOf(draft)
  const step = steps.includes(asked) ? asked : 'review'
  const [opened] = useState(step)
  const [hasMoved, setHasMoved] = useState(false)
  if (!hasMoved && step !== opened) setHasMoved(true)
  const parts = useMoveParts(step)
  const [gates, onGate] = useGates()
  const check = useDestinationCheck(place)
  const jobs = useJobs(instanceId, zoneId)
  const [creation, setCreation] = useState<Creation>({ phase: 'idle' })
  const [how, setHow] = useState<How>('inPlace')

  const onOpen = useEffectEvent(() => setStep(isPlaced(draft) ? step : 'destination', 'replace'))
  useEffect(() => onOpen(), [])

  function goTo(to: StepId) {
    // What was said has been read; what is not known yet stays.
    setCreation((before) => (before.phase === 'refused' ? { phase: 'idle' } : before))
    setStep(to)
  }

  const at = steps.indexOf(step)
  const [before, after] = [steps[at - 1], steps[at + 1]]
  const gate = gates[step] ?? { reason: step === 'destination' ? null : 'Loading' }
  const content = useRef<HTMLDivElement>(null)

  function next() {
    const errors = step === 'destination' ? destinationErrors(form.getValues()) : []
    // Shown at once: only a fault that is marked can be found.
    flushSync(() => {
      for (const { name, message } of errors) form.setError(name, { message })
    })
    if (errors.length > 0 || gate.reason !== null) focusFault(content.current)
    else if (after) goTo(after)
  }

  function discard() {
    const held = form.getValues()
    drop()
    form.reset(startMove(null, key, job, toKey).draft)
    goTo('destination')
    showToast({
      text: 'Draft discarded.',
      action: { label: 'Undo', onAct: () => form.reset(held) },
    })
  }

  async function continueHere() {
    const kept = await takeOver()
    if (kept) form.reset(withSecretsOf(form.getValues(), kept))
  }

  async function reload() {
    const query = { ...jobQuery(instanceId, zoneId, job.id), staleTime: 0 }
    const fresh = await client.fetchQuery(query).catch(() => null)
    // Not read: what was said of it still holds.
    if (fresh === null) return
    setJob(fresh)
    setCreation(() => ({ phase: 'idle' }))
  }

  const hindrance = cannotMove({ job: now, isGone, creation })
  const trouble = <StepTrouble creation={creation} place={place} jobId={job.id} onReload={reload} />
  const notes = railNotes(draft, destinationErrors(draft), (token) => <TokenNote token={token} />)
  return (
    <FormProvider {...form}>
      <FormHead
        verb="Move"
        without="the key"
        discardLabel="Discard draft"
        className="max-md:hidden"
        place={place}
        zoneName={zone?.name}
        job={job}
        savedAt={hindrance ? null : savedAt}
        onDiscard={discard}
      />
      {hindrance ? (
        <CannotMove why={hindrance} place={place} job={now} />
      ) : (
        <WizardFrame
          label="Steps of the move"
          step={step}
          isFirst={!hasMoved}
          notes={{
            destination: notes.destination,
            ownership: notes.ownership,
            review: notes.review,
          }}
          goTo={goTo}
          savedAt={savedAt}
          onDiscard={discard}
          onTakeOver={isElsewhere ? continueHere : null}
          contentRef={content}
          side={
            parts && (
              <MoveStepSide
                parts={parts}
                place={place}
                jobs={jobs.data ?? []}
                own={job.id}
                onUseKey={() => {
                  form.setValue('cos.auth', 'apiKey', { shouldDirty: true })
                  goTo('destination')
                }}
              />
            )
          }
          above={
            step === 'destination' ? (
              <>
                <RoleNotice
                  instanceId={instanceId}
                  act="Moving"
                  needs={toKey ? 'Writer' : 'Manager'}
                  className="mb-6"
                />
                {trouble}
              </>
            ) : (
              step !== 'review' && trouble
            )
          }
          foot={
            after && (
              <WizardFoot
                back={before && { label: stepLabels[before], onGo: () => goTo(before) }}
                next={{
                  label: `Next: ${stepLabels[after]}`,
                  onGo: next,
                  onNear: () => preloadMoveStep(after),
                }}
                reason={gate.reason}
                goOn={gate.goOn}
              />
            )
          }
        >
          {parts && (
            <MoveStepBody
              parts={parts}
              place={place}
              zoneName={zone?.name ?? 'this zone'}
              toKey={toKey}
              jobs={jobs.data ?? []}
              check={check}
              onGate={onGate}
              review={{
                job,
                draft,
                how: [how, setHow],
                creation: [creation, setCreation],
                goTo,
                openStep: setStep,
                onReload: reload,
                dropDraft: () => drop('forGood'),
              }}
            />
          )}
        </WizardFrame>
      )}
      <KeyLeaving hasKey={hasTypedKey(draft) && !hindrance && creation.phase !== 'made'} />
    </FormProvider>
  )
}
