'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { KeyField } from '@/components/destinations/key-field'
import { TestWrite } from '@/components/destinations/test-write'
import { useDestinationCheck } from '@/components/destinations/use-destination-check'
import { useGate } from '@/components/destinations/use-gate'
import { startMove } from '@/components/jobs/move/start-move'
import { useClearErrors } from '@/components/jobs/wizard/use-clear-errors'
import type { JobDraft } from '@/lib/jobs/draft'
import type { Job } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'

export type KeyState = {
  key: string
  reason: string | null
  goOn?: (() => void) | undefined
  /** Says at the field what is missing. */
  mark: () => void
}

const notAKey = 'This is not an API key.'

/** The key of one bucket, or of several, looked up and tested by one of its jobs. */
export function BucketKey({
  place,
  job,
  buckets,
  start,
  onChange,
}: {
  place: ZonePlace
  job: Job
  buckets: readonly string[]
  /** What was typed before. */
  start: string
  onChange: (state: KeyState) => void
}) {
  const [first] = useState(() => {
    const { draft } = startMove(null, '', job, true)
    return { ...draft, cos: { ...draft.cos, apiKey: start } }
  })
  const form = useForm<JobDraft>({ defaultValues: first })
  const draft = useWatch({ control: form.control, compute: (values: JobDraft) => values })
  useClearErrors(form)
  const check = useDestinationCheck(place)
  const [gate, setGate] = useState<Pick<KeyState, 'reason' | 'goOn'>>({ reason: null })
  const [onGate] = useState(() => (reason: string | null, goOn?: () => void) => {
    setGate({ reason, goOn })
  })
  useGate(draft, check, onGate)

  const key = draft.cos.apiKey
  const tell = useEffectEvent((state: KeyState) => onChange(state))
  const { setError } = form
  useEffect(() => {
    const mark = () => {
      const message = key === '' ? 'Enter an API key that can write to the bucket.' : notAKey
      setError('cos.apiKey', { message })
    }
    tell({ key, ...gate, mark })
  }, [key, gate, setError])

  return (
    <FormProvider {...form}>
      <div className="flex flex-col gap-3">
        <h3 className="text-body font-medium wrap-anywhere">
          {buckets.length === 1 ? 'Bucket ' : 'Buckets '}
          <span className="text-code-field">{buckets.join(', ')}</span>
        </h3>
        <KeyField kind="cos" check={check} keepsKey={false} />
        <TestWrite draft={draft} check={check} keepsKey={false} before={undefined} />
        {buckets.length > 1 && (
          <p className="text-table text-ink-3">
            The test writes to <span className="text-code">{draft.cos.bucket}</span>; IBM tests the
            key with each bucket when the jobs are moved.
          </p>
        )}
      </div>
    </FormProvider>
  )
}
