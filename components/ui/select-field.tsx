import { type ComponentProps, useId } from 'react'
import { cx } from './cx'
import { boxClass, describedBy, FieldFrame, type FieldTexts, inputClass } from './field-frame'
import { Icon } from './icon'

export interface SelectOption {
  value: string
  label: string
  /** What it means, in a few words; shown after the label. */
  hint?: string
  disabled?: boolean
}

export type SelectFieldProps = Omit<ComponentProps<'select'>, 'children'> &
  FieldTexts & {
    options: readonly SelectOption[]
    /** Shown while nothing is chosen. */
    placeholder?: string
  }

/** The browser's own select: free keyboard, free phone picker. */
export function SelectField({
  label,
  optional,
  note,
  help,
  error,
  finding,
  options,
  placeholder,
  className,
  id: givenId,
  ...select
}: SelectFieldProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const texts = { label, optional, note, help, error, finding }
  // The browser draws a closed select in one colour; label and hint lie over it, and its own text is clear.
  const shown = options.find((option) => option.value === select.value && option.hint)
  return (
    <FieldFrame id={id} {...texts} className={className}>
      <div className={cx(boxClass(Boolean(error)), 'relative')}>
        <select
          data-control
          {...select}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={cx(select['aria-describedby'], describedBy(id, texts)) || undefined}
          className={cx(
            inputClass,
            'appearance-none truncate pe-9 text-body',
            shown && 'text-transparent forced-colors:text-[FieldText]',
          )}
        >
          {placeholder !== undefined && (
            <option value="" disabled hidden>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option
              key={option.value}
              value={option.value}
              disabled={option.disabled}
              className="bg-surface text-ink"
            >
              {option.hint ? `${option.label} · ${option.hint}` : option.label}
            </option>
          ))}
        </select>
        {shown && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 truncate ps-2.5 pe-9 touch:text-[1rem] forced-colors:hidden"
          >
            {shown.label} <span className="text-table text-ink-3">{shown.hint}</span>
          </span>
        )}
        <Icon name="chevron-down" className="pointer-events-none absolute end-2.5 text-ink-2" />
      </div>
    </FieldFrame>
  )
}
