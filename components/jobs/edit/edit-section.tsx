import type { ReactNode } from 'react'

/** A part of the form, 640 wide, with what goes along with it at the side; below it on narrow pages. */
export function EditSection({
  label,
  side,
  sideLabel,
  children,
}: {
  label: string
  side?: ReactNode
  sideLabel: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className="grid grid-cols-1 gap-x-12 gap-y-6 border-t border-line py-8 xl:grid-cols-[40rem_minmax(0,1fr)]"
    >
      <div className="max-w-form min-w-0">{children}</div>
      {side && (
        <aside
          aria-label={sideLabel}
          className="max-w-form min-w-0 self-start max-xl:border-t max-xl:border-line max-xl:pt-6 xl:border-s xl:border-line xl:ps-6"
        >
          {side}
        </aside>
      )}
    </section>
  )
}
