import { Absent } from '@/components/states/absent'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

export function NoSuchZone() {
  return (
    <Absent
      what="zone"
      actions={
        <ButtonLink href={routes.home()} variant="primary">
          View all zones
        </ButtonLink>
      }
    >
      Check the address; the zone may also have been deleted or moved. To get access, ask an
      Administrator of its instance for the role Reader.
    </Absent>
  )
}
