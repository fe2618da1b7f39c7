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
      title={`Creating needs Manager on ${instanceName}; you have ${data.role}.`}
    >
      Based on your own policies; if an access group gives you Manager, continue.
    </Notice>
  )
}
