'use client'

import { useMemo } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormCombobox, FormTextField } from '@/components/form/fields'
import type { JobDraft } from '@/lib/jobs/draft'
import { refresh } from '@/lib/queries/refresh'
import type { Bucket } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'
import { bucketOptions } from './bucket-options'
import { ListTrouble } from './list-trouble'
import { ReadNote } from './read-note'
import { useStillWaiting } from './use-still-waiting'

type List = {
  data: Bucket[] | undefined
  error: Error | null
  isFetching: boolean
  dataUpdatedAt: number
  refetch: () => unknown
}

/** A bucket out of the list, with where it is and who uses it; or its name, where the list can't be had or lacks it. */
export function BucketField({
  draft,
  jobs,
  buckets,
  isPartial,
  isForeign,
  isByKey,
  faultOf,
}: {
  draft: JobDraft
  jobs: readonly Job[]
  buckets: List
  /** IBM has more than the list. */
  isPartial: boolean
  /** The instance is not one of the account's, so its buckets can't be listed. */
  isForeign: boolean
  /** They were listed with the destination key. */
  isByKey: boolean
  /** Why one can't be chosen. */
  faultOf: (name: string) => string | false
}) {
  const { setValue, setFocus, clearErrors } = useFormContext<JobDraft>()
  const { instanceId, bucketTyped } = draft.cos
  const listed = useMemo(() => bucketOptions(buckets.data ?? [], jobs), [buckets.data, jobs])
  const options = listed.map((option) => ({ ...option, notYet: faultOf(option.value) }))
  const isReading = buckets.isFetching && !buckets.data
  const stillWaiting = useStillWaiting(isReading, 'the list of buckets')
  // A list that was read stays good when reading it again fails.
  const error = buckets.data === undefined ? buckets.error : null
  const isTyping = bucketTyped || error !== null || isForeign

  function typeIt(typed: boolean) {
    setValue('cos.bucketTyped', typed, { shouldDirty: true })
    setValue('cos.bucket', '')
    setValue('cos.region', '')
    clearErrors(['cos.bucket', 'cos.region'])
    // The other field is there only afterwards.
    setTimeout(() => setFocus('cos.bucket'))
  }

  if (isTyping) {
    return (
      <FormTextField<JobDraft>
        name="cos.bucket"
        label="Bucket"
        mono
        finding={
          error !== null && {
            tone: 'warn',
            text: (
              <ListTrouble
                what="The buckets could not be listed"
                error={error}
                isReading={buckets.isFetching}
                onRetry={() => refresh(buckets)}
              />
            ),
          }
        }
        help={
          error === null && !isForeign ? (
            <>
              Used as entered.{' '}
              <button type="button" className="link" onClick={() => typeIt(false)}>
                Choose from list
              </button>
            </>
          ) : (
            isForeign && 'The buckets of this instance can’t be listed; enter the name.'
          )
        }
      />
    )
  }
  const isWaiting = instanceId === ''
  return (
    <FormCombobox<JobDraft>
      name="cos.bucket"
      label="Bucket"
      mono
      options={options}
      loading={isReading}
      help={stillWaiting || (isByKey && buckets.data && 'Listed with the destination key.')}
      placeholder={isWaiting ? 'Choose an instance first' : 'Choose a bucket'}
      emptyText={
        isWaiting
          ? 'Choose an instance first.'
          : isByKey
            ? 'The destination key sees no bucket in this instance.'
            : 'No buckets in this instance are visible to you.'
      }
      note={
        buckets.data && (
          <ReadNote
            count={buckets.data.length}
            noun="bucket"
            atMs={buckets.dataUpdatedAt}
            isPartial={isPartial}
          />
        )
      }
      onChanged={(name) => {
        const region = buckets.data?.find((bucket) => bucket.name === name)?.region ?? ''
        setValue('cos.region', region, { shouldDirty: true })
        clearErrors('cos.region')
      }}
      footer={
        <>
          <button type="button" className="link" onClick={() => typeIt(true)}>
            Type a bucket name
          </button>{' '}
          for a bucket in another account
        </>
      }
    />
  )
}
