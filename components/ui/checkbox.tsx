'use client'

import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { cx } from './cx'

export type CheckboxProps = Omit<
  ComponentProps<'input'>,
  'type' | 'checked' | 'onChange' | 'ref'
> & {
  label: ReactNode
  /** Some of what is below is ticked, not all. */
  checked: boolean | 'some'
  onChange: (checked: boolean) => void
  labelHidden?: boolean
}

export function Checkbox({
  label,
  labelHidden,
  checked,
  onChange,
  className,
  ...input
}: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null)
  const some = checked === 'some'
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = some
  }, [some])
  return (
    <label className={cx('inline-flex items-center gap-2 touch:min-h-11', className)}>
      <span className="relative grid size-4 shrink-0 place-items-center">
        <input
          {...input}
          ref={ref}
          type="checkbox"
          checked={checked === true}
          onChange={(event) => onChange(event.target.checked)}
          className={boxLook(checked)}
        />
        {checked && (
          <svg
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            aria-hidden="true"
            className="pointer-events-none absolute size-4 text-on-ink forced-colors:text-[CanvasText]"
          >
            <path d={some ? 'M5 8h6' : 'M4.5 8.2l2.4 2.4 4.6-5'} />
          </svg>
        )}
      </span>
      <span className={labelHidden ? 'sr-only' : 'min-w-0'}>{label}</span>
    </label>
  )
}

const boxLook = (checked: boolean | 'some') =>
  cx(
    'size-4 appearance-none rounded-[3px] border transition-colors',
    checked ? 'border-accent bg-accent' : 'border-edge bg-surface',
  )

function Tick({ some }: { some: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
      className="pointer-events-none absolute size-4 text-on-ink"
    >
      <path d={some ? 'M5 8h6' : 'M4.5 8.2l2.4 2.4 4.6-5'} />
    </svg>
  )
}

/** The drawn box alone, for a row that is itself the control (`role="checkbox"`). */
export function CheckboxMark({ checked }: { checked: boolean | 'some' }) {
  return (
    <span aria-hidden="true" className="relative grid size-4 shrink-0 place-items-center">
      <span className={boxLook(checked)} />
      {checked && <Tick some={checked === 'some'} />}
    </span>
  )
}
