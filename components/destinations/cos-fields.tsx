'use client'

import { useEffect } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormSwitch } from '@/components/form/fields'
import { cx } from '@/components/ui/cx'
import { useTicker } from '@/components/ui/use-ticker'
import { DATE } from '@/lib/destinations/placeholders'
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

/** Where in Cloud Object Storage: instance, bucket, region, path, daily folders. */
export function CosFields({
  draft,
  jobs,
  held,
}: {
  draft: JobDraft
  jobs: readonly Job[]
  /** Of the job that is edited. */
  held: Job['destination'] | undefined
}) {
  const { setValue } = useFormContext<JobDraft>()
  const { instanceId, bucket, bucketTyped } = draft.cos
  const instances = useCosInstances()
  const areInstancesPartial = useAreCosInstancesPartial()
  const through = useCosInstancesThrough()
  const isListed = instances.data?.some(({ id }) => id === instanceId.toLowerCase()) ?? false
  // Buckets are listed in the account's own instances only.
  const listedId = isListed ? instanceId.toLowerCase() : ''
  const buckets = useBuckets(listedId)
  const areBucketsPartial = useAreBucketsPartial(listedId)
  const isForeign = instanceId.length === 36 && !instances.isPending && !isListed
  const isTyped = bucketTyped || buckets.isLoadingError || isForeign
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
