import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** What stands on a page that does not exist. Of things that exist but are not for this person it says the same. */
export function NotHere() {
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">There is nothing here,</strong> or you have no access to
        it.
      </h1>
      <p className="mt-3 text-ink-2">
        The address may be mistyped, or what it led to was deleted since. Nothing was changed.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink href={routes.home()} variant="primary">
          Show all zones
        </ButtonLink>
        <ButtonLink href={routes.activity()}>Show activity</ButtonLink>
      </div>
    </div>
  )
}
