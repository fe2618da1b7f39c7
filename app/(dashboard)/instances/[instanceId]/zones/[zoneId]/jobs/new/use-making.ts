'use client'

import { useRouter } from 'next/navigation'
import type { UseFormReturn } from 'react-hook-form'
import { showProblem } from '@/components/jobs/wizard/show-problem'
import type { StepId } from '@/components/jobs/wizard/steps'
import { useCreate } from '@/components/jobs/wizard/use-create'
import type { CreationState } from '@/components/jobs/wizard/use-once'
import { useWork } from '@/components/jobs/wizard/use-work'
import { type JobDraft, toCreateInput } from '@/lib/jobs/draft'
import { routes } from '@/lib/routes'

/** Makes the job out of the form and goes to its page; complaints go to their fields, and their step is opened. */
export function useMaking(
  place: { instanceId: string; zoneId: string },
  form: UseFormReturn<JobDraft>,
  state: CreationState,
  goTo: (step: StepId) => void,
  dropDraft: () => void,
) {
  const router = useRouter()

  const create = useCreate(place, state, {
    made: ({ jobId, how }) => {
      dropDraft()
      const page = routes.job(place.instanceId, place.zoneId, jobId)
      router.push(`${page}?created=${how === 'settled' ? 'settled' : '1'}`)
    },
    waits: ({ id }) => {
      dropDraft()
      router.push(routes.change(id))
    },
    refused: (error) => {
      const step = showProblem(form, error)
      if (step) goTo(step)
    },
  })

  /** The checks have judged the draft; what they overlook, the API says of its fields. */
  const make = () => create(toCreateInput(form.getValues()))

  const { isLong, ...work } = useWork(state[0], 'Checking first whether the job was created')
  return {
    make,
    ...work,
    remark: isLong
      ? 'Still waiting for IBM. It checks the destination before it creates the job.'
      : undefined,
  }
}
