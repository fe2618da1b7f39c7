'use client'

import { useEffect, useId, useRef } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { saveLabel } from './count-words'

/** Always in sight: the way back, why it can't be saved yet, and the one primary button. */
export function EditFoot({
  count,
  reason,
  act,
  backHref,
  lacks,
  waits,
}: {
  count: number
  /** Why it can't be saved; null: it can. */
  reason: string | null
  /** What one may do against the reason. */
  act?: { label: string; onAct: () => void } | undefined
  backHref: string
  /** What the person seems to lack to save it. */
  lacks: string | false
  /** An administrator has to approve it. */
  waits: boolean
}) {
  const reasonId = useId()
  const foot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A field that takes the focus is scrolled to above the foot, not under it.
    const { style } = document.documentElement
    style.scrollPaddingBottom = `${(foot.current?.offsetHeight ?? 0) + 80}px`
    return () => {
      style.scrollPaddingBottom = ''
    }
  }, [])
  return (
    <div
      ref={foot}
      className="sticky bottom-7.25 z-20 -mx-2 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-canvas px-2 py-4 max-md:bottom-14 max-md:py-3"
    >
      <ButtonLink
        variant="quiet"
        icon="chevron-left"
        href={backHref}
        className="-ms-2 max-md:hidden"
      >
        Back to job
      </ButtonLink>
      <p
        id={reasonId}
        role="status"
        className="ms-auto min-w-0 text-end text-table text-ink-3 max-md:ms-0 max-md:w-full max-md:text-start"
      >
        {reason ?? (lacks || (waits && 'An administrator has to approve the change.'))}
        {reason && act && (
          <>
            ;{' '}
            <button type="button" className="link touch:min-h-11" onClick={act.onAct}>
              {act.label}
            </button>
          </>
        )}
      </p>
      <ButtonLink href={backHref} className="md:hidden">
        Back
      </ButtonLink>
      <span className="max-md:flex-1">
        <Button
          type="submit"
          variant="primary"
          block
          notYet={reason ?? false}
          lacks={lacks}
          reason="hidden"
          aria-describedby={reason || lacks ? reasonId : undefined}
        >
          {saveLabel(count, waits)}
          {waits && '…'}
        </Button>
      </span>
    </div>
  )
}
