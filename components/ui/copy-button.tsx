'use client'

import { cx } from './cx'
import { Icon } from './icon'
import { useCopy } from './use-copy'
import { useHydrated } from './use-hydrated'

/** Copies `text`. With `bare` only the symbol shows, beside an id; `label` then says what is copied. */
export function CopyButton({
  text,
  label = 'Copy',
  bare = false,
  className,
}: {
  text: string
  label?: string
  bare?: boolean
  className?: string
}) {
  const { state, copy } = useCopy()
  const isAlive = useHydrated()
  const said = { idle: bare ? '' : label, copied: 'Copied', failed: 'Could not copy' }[state]
  return (
    <button
      type="button"
      disabled={!isAlive}
      aria-label={state === 'idle' ? label : said}
      onClick={() => copy(text)}
      className={cx(
        'inline-flex items-center gap-1.5 rounded-control font-medium hover:bg-sunken touch:min-h-11 touch:min-w-11 touch:justify-center',
        bare ? 'p-0.5 text-second text-ink' : 'px-1.5 py-0.5 text-table text-accent',
        className,
      )}
    >
      <Icon name={state === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite" className="empty:hidden">
        {said}
      </span>
    </button>
  )
}
