'use client'

import { useRouter } from 'next/navigation'
import type { UseFormReturn } from 'react-hook-form'
import { movedWords } from '@/components/jobs/move/moved-words'
import { showProblem } from '@/components/jobs/wizard/show-problem'
import type { StepId } from '@/components/jobs/wizard/steps'
import { type CreationState, useOnce } from '@/components/jobs/wizard/use-once'
import { useWork } from '@/components/jobs/wizard/use-work'
import { showToast } from '@/components/ui/toast'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
import { newJobOf } from '@/lib/jobs/records-of-others'
import { useMoveJob } from '@/lib/queries/moves'
import { routes } from '@/lib/routes'
import type { Job } from '@/lib/schemas/job'
import type { CreateMoveInput } from '@/lib/schemas/move'
import type { ZonePlace } from '@/lib/schemas/zone'

/** Moves the job to what the form says and goes to its page; complaints go to their fields, and their step is opened. */
export function useMoving(
  { instanceId, zoneId }: ZonePlace,
  { id, revision }: Job,
  form: UseFormReturn<JobDraft>,
  state: CreationState,
  openStep: (step: StepId) => void,
  dropDraft: () => void,
) {
  const router = useRouter()
  const { mutateAsync } = useMoveJob(instanceId, zoneId)
  const send = (input: CreateMoveInput) => mutateAsync({ jobId: id, input })
  const once = useOnce(state, send, {
    made: ({ jobId, job }) => {
      dropDraft()
      if (job) showToast({ text: movedWords(job) })
      router.push(routes.job(instanceId, zoneId, jobId))
    },
    waits: (request) => {
      dropDraft()
      router.push(routes.change(request.id))
    },
    refused: (error) => {
      const step = showProblem(form, error)
      if (step === 'destination' || step === 'ownership') openStep(step)
    },
    jobOf: (item) => newJobOf(item.after) ?? item.jobId,
  })
  const move = (keepOld: boolean) =>
    once({ destination: toDestination(form.getValues()), keepOld, revision })

  const { isLong, ...work } = useWork(state[0], 'Checking first whether the job was moved')
  return {
    move,
    ...work,
    remark: isLong
      ? 'Still waiting for IBM. It checks the destination before it changes a job.'
      : undefined,
  }
}
