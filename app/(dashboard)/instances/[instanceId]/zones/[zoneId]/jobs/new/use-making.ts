'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { type ProblemField, placeErrors } from '@/components/jobs/wizard/problem-fields'
import type { StepId } from '@/components/jobs/wizard/steps'
import { type CreationState, useCreate } from '@/components/jobs/wizard/use-create'
import { useTicker } from '@/components/ui/use-ticker'
import { type JobDraft, toCreateInput } from '@/lib/jobs/draft'
import { ApiError } from '@/lib/queries/fetcher'
import { routes } from '@/lib/routes'

const longMs = 10_000

/** Makes the job out of the form and goes to its page; complaints go to their fields, and their step is opened. */
export function useMaking(
  place: { instanceId: string; zoneId: string },
  form: UseFormReturn<JobDraft>,
  state: CreationState,
  goTo: (step: StepId) => void,
  dropDraft: () => void,
) {
  const router = useRouter()

  function show(errors: readonly ProblemField[], code: string) {
    const placed = placeErrors(form.getValues(), code, errors)
    for (const { name, message } of placed) form.setError(name, { type: 'server', message })
    const [first] = placed
    if (!first) return
    // IBM's no counts for the token as it is: the step is open again.
    if (first.step === 'ownership') form.setValue('ownership.validated', null)
    goTo(first.step)
  }

  const [creation] = state
  const create = useCreate(place, state, {
    made: (job, how) => {
      dropDraft()
      const page = routes.job(place.instanceId, place.zoneId, job.id)
      router.push(`${page}?created=${how === 'settled' ? 'settled' : '1'}`)
    },
    refused: (error) => {
      if (error instanceof ApiError) show(error.problem.errors ?? [], error.code)
    },
  })

  /** The checks have judged the draft; what they overlook, the API says of its fields. */
  const make = () => create(toCreateInput(form.getValues()))

  const isCreating = creation.phase === 'creating'
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isCreating) return
    const timer = setTimeout(() => setIsLong(true), longMs)
    // The job is made all the same; what would be missed is how it went.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
      window.removeEventListener('beforeunload', ask)
    }
  }, [isCreating])

  const retryAtMs = creation.phase === 'refused' ? creation.retryAtMs : null
  const wait = useTicker((now) =>
    retryAtMs !== null && now < retryAtMs
      ? `Rate-limited by IBM; retry in ${Math.ceil((retryAtMs - now) / 1000)} s`
      : '',
  )
  const reason =
    creation.phase === 'unknown' && creation.outcome.state === 'looking'
      ? 'Checking first whether the job was created'
      : wait === ''
        ? null
        : wait
  return {
    make,
    isBusy: isCreating || creation.phase === 'made',
    /** Why it can't be made just now, whatever the form says. */
    reason,
    remark: isLong
      ? 'Still waiting for IBM. It checks the destination before it creates the job.'
      : undefined,
  }
}
