'use client'

import { useQuery } from '@tanstack/react-query'
import { Absent } from '@/components/states/absent'
import { ButtonLink } from '@/components/ui/button'
import { sessionQuery } from '@/lib/queries/session'
import { routes } from '@/lib/routes'

/** The same for a zone that is not there and one that is not for this person. */
export function NoSuchZone() {
  const isMember = useQuery(sessionQuery()).data?.kind === 'oidc'
  return (
    <Absent
      what="zone"
      actions={
        <>
          {isMember && (
            <ButtonLink href={routes.requestAccess()} variant="primary">
              Request access
            </ButtonLink>
          )}
          <ButtonLink href={routes.zones()} variant={isMember ? 'secondary' : 'primary'}>
            View all zones
          </ButtonLink>
        </>
      }
    >
      Check the address; the zone may also have been deleted or moved.{' '}
      {isMember
        ? 'To get access, send a request with the zone’s name.'
        : 'To get access, ask an Administrator of its instance for the role Reader.'}
    </Absent>
  )
}
