'use client'

import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

/**
 * The way back at the left, why one can't go on yet, and the one primary button at the right. The button can always be
 * pressed: it then leads to what stands in the way.
 */
export function WizardFoot({
  back,
  next,
  reason,
  goOn,
  remark,
}: {
  back?: { label: string; onGo: () => void } | undefined
  next: {
    label: string
    onGo: () => void
    busy?: boolean
    busyLabel?: string
    /** What the person seems to lack for it, said in the place of a reason. */
    lacks?: string | false
    /** The pointer or the focus came near: what comes next can be fetched. */
    onNear?: () => void
  }
  reason: string | null
  /** Where the person may decide to go on against the reason. */
  goOn?: (() => void) | undefined
  /** Said in the same place while nothing holds back. */
  remark?: ReactNode
}) {
  const reasonId = useId()
  const said = reason ?? (next.lacks || remark)
  return (
    <div className="mt-10 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-t border-line pt-4 max-md:mt-8 max-md:gap-x-2 cramped:grid-cols-1 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <div className={cx(!back && 'max-md:hidden')}>
        {back && (
          <>
            <Button
              variant="quiet"
              icon="chevron-left"
              onClick={back.onGo}
              className="-ms-2 max-md:hidden"
            >
              {back.label}
            </Button>
            <Button icon="chevron-left" onClick={back.onGo} className="md:hidden">
              {back.label}
            </Button>
          </>
        )}
      </div>
      <div className={cx('md:col-start-3', !back && 'max-md:col-span-2')}>
        <Button
          variant="primary"
          block
          busy={next.busy ?? false}
          {...(next.busyLabel && { busyLabel: next.busyLabel })}
          lacks={next.lacks}
          reason="hidden"
          aria-describedby={said ? reasonId : undefined}
          onClick={next.onGo}
          onPointerEnter={next.onNear}
          onFocus={next.onNear}
        >
          {next.label}
        </Button>
      </div>
      <p
        id={reasonId}
        role="status"
        className="col-span-full text-table text-ink-3 md:col-span-1 md:col-start-2 md:row-start-1 md:text-end"
      >
        {said}
        {reason !== null && goOn && (
          <>
            ;{' '}
            <button type="button" className="link touch:min-h-11" onClick={goOn}>
              continue anyway
            </button>
          </>
        )}
      </p>
    </div>
  )
}
