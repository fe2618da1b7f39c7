'use client'

import { useEffect, useRef } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type Crumb, PageTitle } from '@/components/ui/page-title'
import { StateGlyph } from '@/components/ui/state-glyph'
import type { Warning } from '@/lib/schemas/job'
import { changeCount } from './count-words'

/** Shown instead of the form when IBM saved, and there is something to know about it. */
export function SavedRemarks({
  title,
  crumbs,
  count,
  warnings,
  jobHref,
  editHref,
  onEditAgain,
}: {
  title: string
  crumbs: readonly Crumb[]
  count: number
  warnings: readonly Warning[]
  jobHref: string
  editHref: string
  onEditAgain: () => void
}) {
  const sentence = useRef<HTMLParagraphElement>(null)
  useEffect(() => sentence.current?.focus(), [])
  return (
    <>
      <PageTitle title={title} crumbs={crumbs} />
      <div className="max-w-form">
        <div className="mt-5 flex gap-4">
          <StateGlyph glyph="check" size={20} className="mt-1" />
          <p ref={sentence} tabIndex={-1} className="text-lead outline-none">
            <strong className="font-semibold">Saved {changeCount(count)},</strong> with{' '}
            {warnings.length === 1 ? 'a warning' : 'warnings'}.
          </p>
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
            View job
          </ButtonLink>
          <ButtonLink href={editHref} onClick={onEditAgain}>
            Edit again
          </ButtonLink>
        </div>
      </div>
    </>
  )
}
