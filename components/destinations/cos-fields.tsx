'use client'

import { useEffect } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormSwitch } from '@/components/form/fields'
import { cx } from '@/components/ui/cx'
import { useTicker } from '@/components/ui/use-ticker'
import { DATE } from '@/lib/destinations/placeholders'
import type { Ways } from '@/lib/grants/approval'
import { instanceFault, isBucketAllowed } from '@/lib/grants/ways'
import type { JobDraft } from '@/lib/jobs/draft'
import {
  useAreBucketsPartial,
  useAreCosInstancesPartial,
  useBuckets,
  useCosInstances,
  useCosInstancesThrough,
} from '@/lib/queries/destinations'
import type { Job } from '@/lib/schemas/job'
import { BucketField } from './bucket-field'
import { folderAt } from './first-file'
import { InstanceField } from './instance-field'
import { PathField } from './path-field'
import { RegionField } from './region-field'
import { type DestinationCheck, draftKeyOf } from './use-destination-check'
import { useBucketsWithKey, useInstancesWithKey } from './use-lists-by-key'

/** Where in Cloud Object Storage: instance, bucket, region, path, daily folders. */
export function CosFields({
  draft,
  jobs,
  held,
  check,
  ways,
}: {
  draft: JobDraft
  jobs: readonly Job[]
  check: DestinationCheck
  /** What the person may choose. */
  ways: Ways
  /** Of the job that is edited. */
  held: Job['destination'] | undefined
}) {
  const { setValue } = useFormContext<JobDraft>()
  const { instanceId, bucket, bucketTyped } = draft.cos
  const usual = useCosInstances()
  const areUsualPartial = useAreCosInstancesPartial()
  const usualThrough = useCosInstancesThrough()
  const key = draftKeyOf(draft)
  const byKey = useInstancesWithKey('cos', key, check.lookOf(key), usualThrough, instanceId !== '')
  // Until it has answered, the usual list stands.
  const withKey = byKey?.list.data || byKey?.list.error ? byKey : null
  const instances = withKey?.list ?? usual
  const areInstancesPartial = withKey?.isPartial ?? areUsualPartial
  const through = withKey ? 'key' : usualThrough
  const isListed = instances.data?.some(({ id }) => id === instanceId.toLowerCase()) ?? false
  // Buckets are listed in the account's own instances only.
  const listedId = isListed ? instanceId.toLowerCase() : ''
  const usualBuckets = useBuckets(withKey ? '' : listedId)
  const areUsualBucketsPartial = useAreBucketsPartial(withKey ? '' : listedId)
  const bucketsByKey = useBucketsWithKey(withKey ? key : '', listedId, bucket !== '')
  const buckets = bucketsByKey?.list ?? usualBuckets
  const areBucketsPartial = bucketsByKey?.isPartial ?? areUsualBucketsPartial
  const isRead = instances.data !== undefined || instances.error !== null
  const isForeign = instanceId.length === 36 && isRead && !isListed
  const hasNoBuckets = buckets.error !== null && buckets.data === undefined
  const isTyped = bucketTyped || hasNoBuckets || isForeign
  const found = bucketTyped ? undefined : buckets.data?.find(({ name }) => name === bucket)

  // A draft that was kept may be older than the list.
  const region = found?.region ?? null
  useEffect(() => {
    if (region !== null) setValue('cos.region', region)
  }, [region, setValue])

  return (
    <>
      <InstanceField
        name="cos.instanceId"
        label="Object Storage instance"
        list={instances}
        isPartial={areInstancesPartial}
        through={through}
        isByKey={draft.cos.auth === 'apiKey'}
        faultOf={(id) => instanceFault(ways, 'cos', id)}
        onChosen={() => {
          setValue('cos.bucket', '')
          setValue('cos.region', '')
          setValue('cos.bucketTyped', false)
        }}
      />
      <BucketField
        draft={draft}
        jobs={jobs}
        buckets={buckets}
        isPartial={areBucketsPartial}
        isForeign={isForeign}
        isByKey={bucketsByKey !== null}
        faultOf={(name) => !isBucketAllowed(ways, instanceId, name) && 'Not allowed by your access'}
      />
      <div
        className={cx(
          'grid gap-5 md:gap-4',
          isTyped ? 'md:grid-cols-2' : 'md:grid-cols-[9.375rem_minmax(0,1fr)]',
        )}
      >
        <RegionField
          name="cos.region"
          from={region || (!isTyped && bucket === '') ? 'the bucket' : null}
        />
        <PathField draft={draft} jobs={jobs} held={held} />
      </div>
      <FormSwitch<JobDraft>
        name="cos.dailyFolders"
        label="Daily folders"
        help={
          <FolderToday
            draft={draft}
            isByFlag={held?.kind === 'cos' && held.useDailySubfolder === true}
          />
        }
      />
    </>
  )
}

function FolderToday({
  draft: { cos },
  isByFlag,
}: {
  draft: JobDraft
  /** The job has its daily folders by IBM's flag. */
  isByFlag: boolean
}) {
  const { path, dailyFolders } = cos
  const today = useTicker((now) => folderAt({ path, dailyFolders }, now))
  if (dailyFolders || path.includes(DATE)) {
    return (
      <>
        A new folder each day (UTC): <code className="text-code">{today}</code>
        {isByFlag && (
          <>
            , by IBM’s flag <code className="text-code">use_daily_subfolder</code>
          </>
        )}
      </>
    )
  }
  return today === '' ? (
    'All files go to the root of the bucket.'
  ) : (
    <>
      All files go to <code className="text-code">{today}</code>
    </>
  )
}
