import type { ReactNode } from 'react'

/** What stands in the place of a thing that does not exist, or that is not for this person: both look the same. */
export function Absent({
  what,
  actions,
  children,
}: {
  what: 'page' | 'zone'
  actions: ReactNode
  /** What may be the reason, and what to do. */
  children: ReactNode
}) {
  return (
    <div className="max-w-form">
      <h1 tabIndex={-1} className="text-headline text-balance">
        <strong className="font-semibold">This {what} doesn’t exist</strong> or you don’t have
        access to it.
      </h1>
      <p className="mt-3 text-ink-2">{children}</p>
      <div className="mt-5 flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}
