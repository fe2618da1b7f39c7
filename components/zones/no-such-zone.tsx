import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** A zone that does not exist and one that is not for this person look the same. */
export function NoSuchZone() {
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">There is no such zone,</strong> or you have no access to
        it.
      </h1>
      <p className="mt-3 text-ink-2">
        The address may be mistyped, or the zone was deleted or moved. If it should be yours, ask
        someone with the role Administrator on its instance for the role Reader.
      </p>
      <div className="mt-5">
        <ButtonLink href={routes.home()} variant="primary">
          Show all zones
        </ButtonLink>
      </div>
    </div>
  )
}
