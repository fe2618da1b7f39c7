import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

/** The foot of a form: the way back at the left, the reason and the one primary button at the right. */
export function SubmitRow({
  label,
  busyLabel,
  busy = false,
  notYet,
  remark,
  back,
  form,
  className,
}: {
  label: string
  busyLabel?: string
  busy?: boolean
  /** Why it can't be submitted yet; stands next to the button. */
  notYet?: string | false
  /** A remark in the same place while it can. */
  remark?: ReactNode
  /** A quiet button or link. */
  back?: ReactNode
  /** Id of the form, where the row stands outside of it. */
  form?: string
  className?: string
}) {
  return (
    <div
      className={cx(
        'flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-t border-line pt-4',
        className,
      )}
    >
      {back && <div className="me-auto">{back}</div>}
      {remark && !notYet && <span className="text-table text-ink-3">{remark}</span>}
      <Button
        type="submit"
        form={form}
        variant="primary"
        busy={busy}
        busyLabel={busyLabel}
        notYet={notYet}
        reason="start"
      >
        {label}
      </Button>
    </div>
  )
}
