'use client'

import { RoleNotice } from '@/components/jobs/role-notice'
import { PlanNotice } from '@/components/zones/plan-notice'
import { RetentionNotices } from '@/components/zones/retention-notices'
import { useRetention } from '@/components/zones/use-retention'
import { useLack } from '@/lib/queries/access'
import { useInstance } from '@/lib/queries/instances'
import { useZone } from '@/lib/queries/zones'
import type { ZonePlace } from '@/lib/schemas/zone'

/** What would keep the job from being created in the end, said before the work is done: plan, role, log retention. */
export function BeforeWork({
  place: { instanceId, zoneId },
  jobs,
}: {
  place: ZonePlace
  /** How many the zone has; undefined: not known. */
  jobs: number | undefined
}) {
  const { data: instance } = useInstance(instanceId)
  const { data: zone } = useZone(instanceId, zoneId)
  const retention = useRetention(instanceId, zoneId)
  const lacks = useLack(instanceId, 'Writer')
  return (
    <>
      {instance?.logpush === 'no' && (
        <PlanNotice plan={instance.plan} logpush="no" className="mb-6" />
      )}
      <RoleNotice instanceId={instanceId} act="Creating" needs="Manager" className="mb-6" />
      <div className="mb-6 *:mt-0 empty:hidden">
        <RetentionNotices zone={zone} toggle={retention} lacks={lacks} jobs={jobs} />
      </div>
    </>
  )
}
