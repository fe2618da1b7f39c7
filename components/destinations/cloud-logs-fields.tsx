'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import { findRegion } from '@/lib/destinations/wire-ids'
import type { Ways } from '@/lib/grants/approval'
import { instanceFault } from '@/lib/grants/ways'
import type { JobDraft } from '@/lib/jobs/draft'
import { jobLabel } from '@/lib/jobs/label'
import {
  useAreCloudLogsInstancesPartial,
  useCloudLogsInstances,
  useCloudLogsInstancesThrough,
} from '@/lib/queries/cloud-logs-instances'
import type { Job } from '@/lib/schemas/job'
import { InstanceField } from './instance-field'
import { RegionField } from './region-field'
import { jobsAtSamePlace } from './same-place'
import { type DestinationCheck, draftKeyOf } from './use-destination-check'
import { useInstancesWithKey } from './use-lists-by-key'

/** `crn:v1:bluemix:public:logs:eu-de:a/…`: the region is the sixth part. */
const regionOfCrn = (text: string) =>
  /^crn:/i.test(text.trim()) ? findRegion(text.split(':')[5] ?? null) : null

/** Which Cloud Logs instance; its region comes with it. */
export function CloudLogsPlace({
  draft,
  check,
  ways,
}: {
  draft: JobDraft
  check: DestinationCheck
  /** What the person may choose. */
  ways: Ways
}) {
  const { control, setValue, clearErrors } = useFormContext<JobDraft>()
  const instanceId = useWatch({ control, name: 'cloudLogs.instanceId' })
  const usual = useCloudLogsInstances()
  const isUsualPartial = useAreCloudLogsInstancesPartial()
  const usualThrough = useCloudLogsInstancesThrough()
  const key = draftKeyOf(draft)
  const byKey = useInstancesWithKey(
    'cloudLogs',
    key,
    check.lookOf(key),
    usualThrough,
    instanceId !== '',
  )
  // Until it has answered, the usual list stands.
  const withKey = byKey?.list.data || byKey?.list.error ? byKey : null
  const instances = withKey?.list ?? usual
  const isPartial = withKey?.isPartial ?? isUsualPartial
  const through = withKey ? 'key' : usualThrough
  const found = instances.data?.find(({ id }) => id === instanceId.toLowerCase())
  return (
    <>
      <InstanceField
        name="cloudLogs.instanceId"
        label="Cloud Logs instance"
        list={instances}
        isPartial={isPartial}
        through={through}
        withRegion
        isByKey
        faultOf={(id) => instanceFault(ways, 'cloudLogs', id)}
        onChosen={({ instance, typed }) => {
          const region = instance?.region ?? regionOfCrn(typed)
          // A typed id says nothing of the region, so one that was typed stays.
          if (region !== null || typed === '') setValue('cloudLogs.region', region ?? '')
          clearErrors('cloudLogs.region')
        }}
      />
      <RegionField
        name="cloudLogs.region"
        from={found ? 'the instance' : null}
        className="md:w-[9.375rem]"
      />
    </>
  )
}

/** How the logs will be filed there. */
export function CloudLogsNames({ draft, jobs }: { draft: JobDraft; jobs: readonly Job[] }) {
  const [other] = jobsAtSamePlace(draft, jobs)
  return (
    <div className="grid gap-5 md:grid-cols-2 md:gap-4">
      <FormTextField<JobDraft>
        name="cloudLogs.applicationName"
        label="Application name"
        optional
        placeholder="ibm-platform-log"
        help="Stored with every log. IBM’s default if empty."
      />
      <FormTextField<JobDraft>
        name="cloudLogs.subsystemName"
        label="Subsystem name"
        optional
        finding={
          other !== undefined && {
            tone: 'warn',
            text: (
              <>
                <strong className="font-semibold wrap-anywhere">{jobLabel(other)}</strong> already
                sends to this instance under the same names. Use another name to tell them apart.
              </>
            ),
          }
        }
      />
    </div>
  )
}
