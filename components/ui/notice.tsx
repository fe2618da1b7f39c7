import type { ReactNode } from 'react'
import { cx } from './cx'
import { type Glyph, StateGlyph } from './state-glyph'

export type NoticeTone = 'loss' | 'warn' | 'info'

const looks: Record<NoticeTone, { box: string; glyph: Glyph }> = {
  loss: { box: 'border-loss-line bg-loss-soft', glyph: 'crossed-square' },
  warn: { box: 'border-warn-line bg-warn-soft', glyph: 'triangle' },
  info: { box: 'border-transparent bg-sunken', glyph: 'info' },
}

/**
 * A quiet button's words begin where the text above begins, in whatever line they come to stand: it moves out by its
 * own padding, and what stands before it makes up for that.
 */
const quietFlush =
  '*:data-[variant=quiet]:-ms-3.25 *:has-[+[data-variant=quiet]]:me-3.25 touch:*:data-[variant=quiet]:-ms-4.25 touch:*:has-[+[data-variant=quiet]]:me-4.25'

/** A remark in its place on the page. `title` is the bold first sentence, with its full stop. */
export function Notice({
  tone = 'info',
  title,
  actions,
  role,
  className,
  children,
}: {
  tone?: NoticeTone
  title?: ReactNode
  actions?: ReactNode
  /** `alert` for what went wrong just now; leave out for what was so when the page came. */
  role?: 'alert' | 'status'
  className?: string
  children?: ReactNode
}) {
  const { box, glyph } = looks[tone]
  return (
    <div role={role} className={cx('flex gap-3 rounded-note border px-4 py-3', box, className)}>
      <StateGlyph glyph={glyph} className="mt-0.5" />
      <div className="min-w-0 flex-1 text-table leading-5">
        {title && <strong className="font-semibold">{title} </strong>}
        {children}
        {actions && (
          <div className={cx('mt-3 flex flex-wrap items-center gap-2', quietFlush)}>{actions}</div>
        )}
      </div>
    </div>
  )
}
