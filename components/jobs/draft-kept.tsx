'use client'

import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { useTicker } from '@/components/ui/use-ticker'
import { formatClock } from '@/lib/time'

/** "Draft kept 09:41". */
export function DraftAge({ savedAt }: { savedAt: string }) {
  const at = useTicker((now) => formatClock(savedAt, now))
  return <>Draft kept {at}</>
}

export type DraftKeptProps = {
  savedAt: string
  /** The secret that is never kept, '' for none. */
  without: string
  discardLabel: string
  onDiscard: () => void
  className?: string
}

/** What is kept of a draft, and the way to be rid of it. */
export function DraftKept({
  savedAt,
  without,
  discardLabel,
  onDiscard,
  className,
}: DraftKeptProps) {
  return (
    <div className={cx('flex items-center gap-1', className)}>
      <span className="text-table text-ink-3">
        <DraftAge savedAt={savedAt} />
        {without && `, without ${without}`}
      </span>
      <Button variant="quiet" onClick={onDiscard} className="-me-3">
        {discardLabel}
      </Button>
    </div>
  )
}
