'use client'

import { Notice } from '@/components/ui/notice'
import { useAccess } from '@/lib/queries/access'

/** Said before the work is done rather than after it. A hint: groups are not seen, so nobody is held back. */
export function RoleNotice({
  instanceId,
  instanceName = 'this instance',
}: {
  instanceId: string
  instanceName: string | undefined
}) {
  const { data } = useAccess(instanceId)
  if (!data?.role || data.role === 'Manager') return null
  return (
    <Notice
      tone="warn"
      className="mb-6"
      title={`By your own policies you have ${data.role} on ${instanceName}; creating a job needs Manager.`}
    >
      If a group gives you more, go on.
    </Notice>
  )
}
