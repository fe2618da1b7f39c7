'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { routes } from '@/lib/routes'
import type { Role } from '@/lib/schemas/grant'
import type { ZonePlace } from '@/lib/schemas/zone'
import { PeopleList } from './people-list'

/** At a zone: who else sees it, and why; and the way to more for somebody who may only look. */
export function PeopleDialog({
  zone,
  name,
  role,
  onClose,
}: {
  zone: ZonePlace
  name: string
  /** What the reader of it has. */
  role: Role
  onClose: () => void
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Who has access to ${name}`}
      footer={
        <>
          {role === 'viewer' && (
            <ButtonLink href={routes.requestAccess({ zone: name, role: 'editor' })}>
              Request Editor access
            </ButtonLink>
          )}
          <Button variant="primary" data-autofocus onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div>
        <PeopleList zone={zone} />
      </div>
    </Dialog>
  )
}
