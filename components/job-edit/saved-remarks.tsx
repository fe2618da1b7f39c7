'use client'

import { useEffect, useRef } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateGlyph } from '@/components/ui/state-glyph'
import type { Warning } from '@/lib/schemas/job'
import { changeCount } from './count-words'

/** Shown instead of the form when IBM saved, and there is something to know about it. */
export function SavedRemarks({
  count,
  warnings,
  jobHref,
  editHref,
  onEditAgain,
}: {
  count: number
  warnings: readonly Warning[]
  jobHref: string
  editHref: string
  onEditAgain: () => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="max-w-form">
      <div className="flex gap-4">
        <StateGlyph glyph="check" size={20} className="mt-1" />
        <h1 ref={heading} tabIndex={-1} className="text-lead">
          <strong className="font-semibold">Saved {changeCount(count)},</strong> with something to
          know.
        </h1>
      </div>
      <div className="mt-4 flex flex-col gap-3">
        {warnings.map(({ code, message }) => (
          <Notice key={code + message} tone="warn">
            {message}
          </Notice>
        ))}
      </div>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={jobHref}>
          Show the job
        </ButtonLink>
        <ButtonLink href={editHref} onClick={onEditAgain}>
          Edit it again
        </ButtonLink>
      </div>
    </div>
  )
}
