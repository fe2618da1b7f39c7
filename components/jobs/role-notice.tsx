'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { lowRole, type Role } from '@/lib/jobs/roles'
import { useAccess, useGrantedRole } from '@/lib/queries/access'
import { useInstance } from '@/lib/queries/instances'
import { zoneQuery } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'

/** Said before the work is done rather than after it. A hint: groups are not seen, so nobody is held back. */
export function RoleNotice({
  instanceId,
  act,
  needs,
  className,
}: {
  instanceId: string
  act: 'Creating' | 'Editing' | 'Moving'
  needs: Role
  className: string
}) {
  const role = lowRole(useAccess(instanceId).data?.role, needs)
  const granted = useGrantedRole(instanceId)
  const instance = useInstance(instanceId)
  const zoneId = String(useParams().zoneId ?? '')
  // Read by whoever shows the zone.
  const name = useQuery({ ...zoneQuery(instanceId, zoneId), enabled: false }).data?.name
  if (granted === 'viewer') {
    return (
      <Notice
        tone="warn"
        className={className}
        title={`${act} needs the role Editor; you have Viewer.`}
      >
        <Link
          className="link"
          href={routes.requestAccess({ ...(name && { zone: name }), role: 'editor' })}
        >
          Request access
        </Link>{' '}
        from an administrator of this dashboard.
      </Notice>
    )
  }
  if (role === null) return null
  return (
    <Notice
      tone="warn"
      className={className}
      title={`${act} needs ${needs} on ${instance.data?.name ?? 'this instance'}; you have ${role}.`}
    >
      Based on your own policies; if an access group gives you {needs}, continue.
    </Notice>
  )
}
