import { Absent } from '@/components/states/absent'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** What stands on a page that does not exist. */
export function NotHere() {
  return (
    <Absent
      what="page"
      actions={
        <>
          <ButtonLink href={routes.zones()} variant="primary">
            View all zones
          </ButtonLink>
          <ButtonLink href={routes.activity()}>View activity</ButtonLink>
        </>
      }
    >
      Check the address. The zone or job it led to may also have been deleted.
    </Absent>
  )
}
