import type { ReactNode, Ref } from 'react'

/** Rail, form of 640 px, side column; below 1280 px the side goes under the form, below 1024 the rail becomes a bar. */
export function WizardLayout({
  rail,
  side,
  contentRef,
  children,
}: {
  rail: ReactNode
  side?: ReactNode
  /** Around the children: where the faults of a step are looked for. */
  contentRef?: Ref<HTMLDivElement>
  children: ReactNode
}) {
  return (
    <div className="mt-6 grid grid-cols-1 gap-x-12 gap-y-6 max-md:mt-3 lg:grid-cols-[13.5rem_minmax(0,40rem)] lg:gap-y-10 xl:grid-cols-[13.5rem_40rem_minmax(0,1fr)]">
      {rail}
      <div ref={contentRef} className="max-w-form min-w-0">
        {children}
      </div>
      {side && (
        <aside
          aria-label="About this step"
          className="max-w-form min-w-0 self-start max-xl:border-t max-xl:border-line max-xl:pt-6 lg:col-start-2 xl:col-start-3 xl:border-s xl:border-line xl:ps-6"
        >
          {side}
        </aside>
      )}
    </div>
  )
}
