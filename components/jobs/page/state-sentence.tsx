'use client'

import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { type Headline, type HeadlineContext, headline } from '@/lib/jobs/headline'
import type { Job } from '@/lib/schemas/job'

const looks: Record<Headline['look'], string> = {
  loss: 'text-loss',
  warn: 'text-warn',
  ink: 'text-ink',
}

/** How things stand, kept true by the second. What one can do about it stands below. */
export function StateSentence({
  job,
  children,
  ...known
}: {
  job: Job
  children?: ReactNode
} & Omit<HeadlineContext, 'nowMs'>) {
  const text = useTicker((nowMs) => JSON.stringify(headline(job, { ...known, nowMs })))
  if (text === '') return null
  const words = JSON.parse(text) as Headline // Written one line above.
  return (
    <div className="flex max-w-[58rem] gap-4 max-md:gap-3">
      <StateGlyph glyph={words.glyph} size={20} className="mt-1 max-md:mt-0.75" />
      <div className="min-w-0 flex-1">
        <p className="text-lead wrap-anywhere">
          <strong className={cx('font-semibold', looks[words.look])}>{words.key}</strong>
          {words.strong && <strong className="font-semibold"> {words.strong}</strong>}
          {words.rest && ` ${words.rest}`}
        </p>
        {children}
      </div>
    </div>
  )
}
