'use client'

import { type ReactNode, type Ref, useId } from 'react'
import { cx } from './cx'
import { useHydrated } from './use-hydrated'

export interface SwitchProps {
  label: string
  /** The label is only in the accessible name: a column head or a caption already says it. */
  labelHidden?: boolean
  /** Beside the switch, as in "On"; gives way to `busy`. */
  text?: ReactNode
  /** What it means. Below a visible label, else after the text. */
  help?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  /** The verb ("Turning off…") while the far side has not confirmed; clicks are then ignored. */
  busy?: string | false
  /** Why it can't be used, and who could. */
  notYet?: string | false
  /** What the person seems to lack for it: it looks and speaks as with `notYet`, but works. */
  lacks?: string | false
  ref?: Ref<HTMLButtonElement>
  id?: string
  className?: string
  'aria-describedby'?: string
}

/** On or off, at once. */
export function Switch({
  label,
  labelHidden = false,
  text,
  help,
  checked,
  onChange,
  busy,
  notYet,
  lacks,
  ref,
  id: givenId,
  className,
  'aria-describedby': describedBy,
}: SwitchProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const isAlive = useHydrated()
  const blocked = Boolean(busy) || Boolean(notYet)
  const said = busy || text
  const explained = notYet || lacks || help
  return (
    <div
      className={cx(
        'inline-flex max-w-full gap-2',
        labelHidden ? 'flex-wrap items-center' : '',
        className,
      )}
    >
      <button
        ref={ref}
        type="button"
        role="switch"
        disabled={!isAlive}
        id={id}
        aria-checked={checked}
        aria-labelledby={`${id}-label`}
        aria-disabled={blocked || undefined}
        aria-busy={busy ? true : undefined}
        aria-describedby={cx(describedBy, Boolean(said || explained) && `${id}-help`) || undefined}
        onClick={() => {
          if (!blocked) onChange(!checked)
        }}
        className={cx(
          'grid shrink-0 place-items-center self-start rounded-full',
          'touch:-m-1.5 touch:min-h-11 touch:min-w-11',
          labelHidden ? '' : 'mt-px touch:-my-3',
        )}
      >
        <Track on={checked} busy={Boolean(busy)} blocked={Boolean(notYet || lacks)} />
      </button>
      <div className={cx('min-w-0', labelHidden && !said && !explained && 'sr-only')}>
        <label
          htmlFor={id}
          id={`${id}-label`}
          className={labelHidden ? 'sr-only' : 'block cursor-pointer font-medium'}
        >
          {label}
        </label>
        <span id={`${id}-help`} className="flex flex-wrap items-baseline gap-x-2">
          {said && <span>{said}</span>}
          {explained && <span className="text-table text-ink-3">{explained}</span>}
        </span>
      </div>
    </div>
  )
}

function Track({ on, busy, blocked }: { on: boolean; busy: boolean; blocked: boolean }) {
  return (
    <span
      className={cx(
        'block h-4.5 w-8 rounded-full border-[1.5px] transition-colors',
        blocked ? 'border-dashed border-edge bg-transparent' : '',
        !blocked && busy && 'border-edge bg-edge',
        !blocked &&
          !busy &&
          (on ? 'border-ink bg-ink forced-colors:bg-[Highlight]' : 'border-edge bg-surface'),
      )}
    >
      <span
        className={cx(
          'block rounded-full border transition-transform',
          'm-[1.5px] size-3',
          on && 'translate-x-3.5',
          on && !blocked ? 'border-surface bg-surface' : 'border-edge bg-edge',
          busy && 'border-surface bg-surface',
        )}
      />
    </span>
  )
}
