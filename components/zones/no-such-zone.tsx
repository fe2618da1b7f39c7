import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** A zone that does not exist and one that is not for this person look the same. */
export function NoSuchZone() {
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">This zone doesn’t exist</strong> or you don’t have access
        to it.
      </h1>
      <p className="mt-3 text-ink-2">
        Check the address; the zone may also have been deleted or moved. To get access, ask an
        Administrator of its instance for the role Reader.
      </p>
      <div className="mt-5">
        <ButtonLink href={routes.home()} variant="primary">
          View all zones
        </ButtonLink>
      </div>
    </div>
  )
}
