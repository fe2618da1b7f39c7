'use client'

import { type ReactNode, type Ref, useId } from 'react'
import { cx } from './cx'
import { describedBy, FieldFrame, type FieldTexts, fieldIds } from './field-frame'

export interface RadioRow<T extends string> {
  value: T
  label: string
  /** After the label, quiet. */
  aside?: ReactNode
  /** Whom it suits, what it means. */
  description?: ReactNode
  /** Why it can't be chosen; the row stays reachable and says so. */
  notYet?: string | false
}

export type RadioRowsProps<T extends string> = FieldTexts & {
  rows: readonly RadioRow<T>[]
  value: T | undefined
  onChange: (value: T) => void
  onBlur?: () => void
  columns?: 1 | 2
  /** The chosen radio, or the first. */
  ref?: Ref<HTMLInputElement>
  name?: string
  id?: string
  className?: string
}

/** A choice whose options need a sentence each; `columns={2}` for short ones. */
export function RadioRows<T extends string>({
  label,
  optional,
  note,
  help,
  error,
  finding,
  rows,
  value,
  onChange,
  onBlur,
  columns = 1,
  ref,
  name,
  id: givenId,
  className,
}: RadioRowsProps<T>) {
  const ownId = useId()
  const id = givenId ?? ownId
  const texts = { label, optional, note, help, error, finding }
  const focusAt = Math.max(
    0,
    rows.findIndex((row) => row.value === value),
  )
  return (
    <FieldFrame id={id} {...texts} as="span" className={className}>
      <div
        id={id}
        role="radiogroup"
        aria-labelledby={fieldIds(id).label}
        aria-describedby={describedBy(id, texts)}
        aria-invalid={error ? true : undefined}
        className={cx(
          'grid rounded-control border bg-surface',
          error ? 'border-loss' : 'border-line',
          columns === 2 && 'md:grid-cols-2',
        )}
      >
        {rows.map((row, index) => (
          <Row
            key={row.value}
            ref={index === focusAt ? ref : undefined}
            row={row}
            inputId={`${id}-${index}`}
            name={name ?? id}
            checked={row.value === value}
            onChoose={() => onChange(row.value)}
            onBlur={onBlur}
            className={cx(
              index > 0 && (columns === 2 && index === 1 ? 'max-md:border-t' : 'border-t'),
              columns === 2 && index % 2 === 1 && 'md:border-s',
            )}
          />
        ))}
      </div>
    </FieldFrame>
  )
}

function Row<T extends string>({
  ref,
  row,
  inputId,
  name,
  checked,
  onChoose,
  onBlur,
  className,
}: {
  ref?: Ref<HTMLInputElement>
  row: RadioRow<T>
  inputId: string
  name: string
  checked: boolean
  onChoose: () => void
  onBlur?: () => void
  className: string
}) {
  const textId = `${inputId}-text`
  return (
    <label
      htmlFor={inputId}
      className={cx(
        'relative flex cursor-pointer items-start gap-3 border-line px-3 py-2.5 touch:min-h-11',
        'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
        checked ? 'z-10 rounded-control bg-accent-soft ring-1 ring-accent' : 'hover:bg-hover',
        className,
      )}
    >
      <input
        ref={ref}
        id={inputId}
        type="radio"
        name={name}
        checked={checked}
        aria-labelledby={`${inputId}-label`}
        aria-describedby={row.description || row.notYet ? textId : undefined}
        aria-disabled={row.notYet ? true : undefined}
        onChange={() => {
          if (!row.notYet) onChoose()
        }}
        onBlur={onBlur}
        className={cx(
          'mt-0.5 size-4 shrink-0 appearance-none rounded-full bg-surface outline-none',
          row.notYet
            ? 'border border-dashed border-edge'
            : checked
              ? 'border-[5px] border-accent'
              : 'border border-edge',
        )}
      />
      <span className="min-w-0">
        <span id={`${inputId}-label`} className={cx('font-medium', row.notYet && 'text-ink-3')}>
          {row.label}
        </span>
        {row.aside && <span className="text-table text-ink-3"> · {row.aside}</span>}
        {(row.description || row.notYet) && (
          <span id={textId} className="block text-table text-ink-3">
            {row.notYet || row.description}
          </span>
        )}
      </span>
    </label>
  )
}
