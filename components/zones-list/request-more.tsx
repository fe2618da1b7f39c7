'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { sessionQuery } from '@/lib/queries/session'
import { routes } from '@/lib/routes'

/** For members, whose zones come by grants: the way to one that is not in the list, and to the answers. */
export function RequestMore() {
  const { kind, admin } =
    useQuery({ ...sessionQuery(), staleTime: Number.POSITIVE_INFINITY }).data ?? {}
  if (kind !== 'oidc' || admin) return null
  return (
    <Link
      href={routes.requestAccess()}
      prefetch={false}
      className="link ms-auto text-table touch:inline-flex touch:min-h-11 touch:items-center max-md:ms-0"
    >
      Request access to another zone
    </Link>
  )
}
