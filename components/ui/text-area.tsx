import { type ComponentProps, useId } from 'react'
import { cx } from './cx'
import { boxClass, describedBy, FieldFrame, type FieldTexts } from './field-frame'

export type TextAreaProps = ComponentProps<'textarea'> & FieldTexts & { mono?: boolean }

export function TextArea({
  label,
  optional,
  note,
  help,
  error,
  finding,
  mono,
  className,
  id: givenId,
  rows = 3,
  ...area
}: TextAreaProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const texts = { label, optional, note, help, error, finding }
  return (
    <FieldFrame id={id} {...texts} className={className}>
      <div className={boxClass(Boolean(error))}>
        <textarea
          data-control
          autoComplete="off"
          spellCheck={mono ? false : undefined}
          {...area}
          id={id}
          rows={rows}
          aria-invalid={error ? true : undefined}
          aria-describedby={cx(area['aria-describedby'], describedBy(id, texts)) || undefined}
          className={cx(
            'block min-w-0 flex-1 resize-y bg-transparent px-3 py-2 outline-none touch:text-[1rem]',
            mono ? 'text-code-field wrap-anywhere' : 'text-body',
          )}
        />
      </div>
    </FieldFrame>
  )
}
