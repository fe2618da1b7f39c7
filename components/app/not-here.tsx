import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** What stands on a page that does not exist. Of things that exist but are not for this person it says the same. */
export function NotHere() {
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">This page doesn’t exist</strong> or you don’t have access
        to it.
      </h1>
      <p className="mt-3 text-ink-2">
        Check the address. The zone or job it led to may also have been deleted.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink href={routes.home()} variant="primary">
          View all zones
        </ButtonLink>
        <ButtonLink href={routes.activity()}>View activity</ButtonLink>
      </div>
    </div>
  )
}
