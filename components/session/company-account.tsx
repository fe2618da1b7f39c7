import { buttonLook } from '@/components/ui/button-look'
import { cx } from '@/components/ui/cx'
import { apiRoutes } from '@/lib/routes'

/** To the company's identity provider. A plain link: the way leads to another site, and needs no script here. */
export function CompanyAccount({
  name,
  returnTo,
  isOnly,
}: {
  name: string
  returnTo: string
  isOnly: boolean
}) {
  return (
    <>
      <a
        href={apiRoutes.oidcStart(returnTo)}
        className={cx(buttonLook(isOnly ? 'primary' : 'secondary'), 'min-h-10 w-full text-center')}
      >
        Continue with {name}
      </a>
      <p className="mt-2 text-table text-ink-3">
        For team members: no IBM Cloud role needed. An administrator decides which zones you see.
      </p>
    </>
  )
}

/** Between two ways to sign in. */
export function Or() {
  return (
    <p className="my-7 flex items-center gap-4 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </p>
  )
}
