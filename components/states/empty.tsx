import type { ReactNode } from 'react'

/** Nothing there: the sentence that says so, what one needs, and the next step. */
export function Empty({
  title,
  text,
  actions,
  children,
}: {
  /** Its key clause in `<strong>`. */
  title: ReactNode
  text?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="max-w-form px-3 py-10 max-md:px-0 max-md:py-6">
      <p className="text-lead text-balance [&_strong]:font-semibold">{title}</p>
      {text && <p className="mt-3 text-ink-2">{text}</p>}
      {actions && <div className="mt-5 flex flex-wrap items-center gap-2">{actions}</div>}
      {children && <div className="mt-8">{children}</div>}
    </div>
  )
}
