import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** The same draft in two tabs: which of them keeps it, and how to make it this one. */
export function DraftElsewhere({
  className,
  onTakeOver,
}: {
  className?: string
  onTakeOver: () => void
}) {
  return (
    <Notice
      tone="warn"
      role="status"
      className={className}
      title="This draft was opened in another tab too."
      actions={<Button onClick={onTakeOver}>Continue here</Button>}
    >
      Only one tab saves it. Changes made here are not saved until you continue here.
    </Notice>
  )
}
