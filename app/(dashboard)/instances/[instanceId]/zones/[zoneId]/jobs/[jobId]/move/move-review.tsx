'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { destinationErrors } from '@/components/destinations/draft-errors'
import { isKeyed } from '@/components/destinations/key-words'
import { type DestinationCheck, draftKeyOf } from '@/components/destinations/use-destination-check'
import { withNames } from '@/components/jobs/instance-names'
import { type How, HowField } from '@/components/jobs/move/how-field'
import { MoveTrouble } from '@/components/jobs/move/move-trouble'
import { NextList } from '@/components/jobs/move/next-list'
import { PlanView } from '@/components/jobs/move/plan-view'
import { gateOf, type ReviewCheck } from '@/components/jobs/wizard/check'
import { ChecksList } from '@/components/jobs/wizard/checks-list'
import { placeCheck, tokenCheck } from '@/components/jobs/wizard/draft-checks'
import { focusFault } from '@/components/jobs/wizard/focus-fault'
import { type StepId, stepLabels } from '@/components/jobs/wizard/steps'
import type { CreationState } from '@/components/jobs/wizard/use-once'
import { WizardFoot } from '@/components/jobs/wizard/wizard-foot'
import { samePlace } from '@/lib/destinations/same'
import { judgedOf } from '@/lib/grants/judged'
import { type JobDraft, ownershipProgress, toDestination } from '@/lib/jobs/draft'
import { planMove } from '@/lib/jobs/move-plan'
import { nextWords } from '@/lib/jobs/move-words'
import { useLack } from '@/lib/queries/access'
import { useWaitsFor } from '@/lib/queries/approval'
import { useJobs } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { refresh } from '@/lib/queries/refresh'
import { useZone } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatClock } from '@/lib/time'
import { keyChecks } from '../../new/key-checks'
import { moveFieldsCheck, moveRetentionCheck, moveSlotsCheck } from './move-checks'
import { useMoving } from './use-moving'

/** The last step with its own foot: what changes and what stays, how it is done, and what comes of it. */
export function MoveReview({
  place,
  job,
  draft,
  how: [how, setHow],
  check,
  creation,
  goTo,
  openStep,
  onReload,
  dropDraft,
}: {
  place: ZonePlace
  /** As the form knows it. */
  job: Job
  draft: JobDraft
  /** Kept by the page, as one may go back. */
  how: [How, (how: How) => void]
  check: DestinationCheck
  creation: CreationState
  goTo: (step: StepId) => void
  /** As `goTo`, keeping what was said of the move: it is about that step. */
  openStep: (step: StepId) => void
  onReload: () => void
  dropDraft: () => void
}) {
  const { instanceId, zoneId } = place
  const form = useFormContext<JobDraft>()
  const client = useQueryClient()
  const zone = useZone(instanceId, zoneId)
  const jobs = useJobs(instanceId, zoneId)
  const [isChecking, setIsChecking] = useState(false)
  const target = toDestination(draft)
  const isSamePlace = samePlace(target, job.destination)
  const keepOld = how === 'keepOld' && !isSamePlace
  const lacks = useLack(instanceId, isSamePlace ? 'Writer' : 'Manager')
  const { move, isBusy, reason, remark } = useMoving(
    place,
    job,
    form,
    creation,
    openStep,
    dropDraft,
  )
  const waits = useWaitsFor(place, 'jobs.move', {
    dataset: job.dataset,
    destination: judgedOf(target),
  })
  const content = useRef<HTMLDivElement>(null)
  const plan = planMove(job, target, jobs.data?.map(({ name }) => name) ?? [job.name])
  const instances = [keys.cosInstances, keys.cloudLogsInstances].flatMap(
    (key) => client.getQueryData<{ items: ServiceInstance[] }>(key)?.items ?? [],
  )

  const checks = checksOf()
  const held = reason ?? gateOf(checks)
  const [state] = creation
  const before = ownershipProgress(draft) === 'not_needed' ? 'destination' : 'ownership'

  function checksOf(): ReviewCheck[] {
    const nowMs = Date.now()
    const others = { ...jobs, data: jobs.data?.filter(({ id }) => id !== job.id) }
    const key = draftKeyOf(draft)
    const toKey = () => {
      if (key === '' && isKeyed(draft.kind)) {
        const name = `${draft.kind}.apiKey` as const
        form.setError(name, { message: 'Enter the key again; it is never stored in the browser.' })
      }
      goTo('destination')
    }
    const byKey =
      ownershipProgress(draft) === 'not_needed'
        ? keyChecks(
            draft.kind,
            key,
            check.lookOf(key),
            check.testOf(draft),
            { toKey, test: () => check.test(draft) },
            nowMs,
          )
        : []
    const change = { label: 'Change', onFix: () => goTo('destination') }
    const found = [
      withFix(placeCheck(draft, others, destinationErrors(draft)), change),
      isSamePlace ? null : moveSlotsCheck(jobs, keepOld),
      isSamePlace ? null : moveRetentionCheck(zone),
      isSamePlace ? null : moveFieldsCheck(job, routes.editLogs(instanceId, zoneId, job.id)),
      withFix(
        tokenCheck(draft, nowMs, (ms) => formatClock(ms, nowMs)),
        { label: 'Go to Ownership', onFix: () => goTo('ownership') },
      ),
      ...byKey,
    ]
    return found.filter((one) => one !== null)
  }

  return (
    <>
      <div ref={content}>
        <h2 tabIndex={-1} className="mb-3 text-heading">
          Review
        </h2>
        <PlanView
          job={job}
          plan={{ ...plan, changed: withNames(plan.changed, instances) }}
          isSamePlace={isSamePlace}
        />
        {!isSamePlace && <HowField value={how} onChange={setHow} className="mt-8" />}
        <NextList
          className="mt-8"
          lines={nextWords({ keepOld, isSamePlace, isEnabled: job.enabled, names: plan.names })}
        />
        <ChecksList
          checks={checks}
          isChecking={isChecking}
          onAgain={async () => {
            setIsChecking(true)
            await refresh(zone, jobs)
            setIsChecking(false)
          }}
        />
        {(state.phase === 'refused' || state.phase === 'unknown') && (
          <MoveTrouble
            className="mt-8"
            trouble={state}
            jobHref={routes.job(instanceId, zoneId, job.id)}
            zoneHref={routes.zone(instanceId, zoneId)}
            onReload={onReload}
          />
        )}
      </div>
      <WizardFoot
        back={{ label: stepLabels[before], onGo: () => goTo(before) }}
        next={{
          label: waits ? 'Request approval' : keepOld ? 'Create second job' : 'Move job',
          onGo: held === null ? () => move(keepOld) : () => focusFault(content.current),
          busy: isBusy,
          busyLabel: waits ? 'Requesting…' : keepOld ? 'Creating…' : 'Moving…',
          lacks,
        }}
        reason={held}
        remark={remark ?? (waits && 'The job is moved once an administrator has approved it.')}
      />
    </>
  )
}

/** A way to change what is not fine. */
const withFix = (check: ReviewCheck | null, fix: NonNullable<ReviewCheck['fix']>) =>
  check && check.verdict !== 'fine' && check.verdict !== 'open' ? { ...check, fix } : check
