import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'
import { boxClass, describedBy, FieldFrame, type FieldTexts, inputClass } from './field-frame'
import { Icon } from './icon'

export type TextFieldProps = Omit<ComponentProps<'input'>, 'children' | 'prefix'> &
  FieldTexts & {
    /** Paths, ids, names of machine things. */
    mono?: boolean
    prefix?: ReactNode
    suffix?: ReactNode
  }

/** One line of text. `readOnly` shows a lock: the value comes from elsewhere and the help says where. */
export function TextField({
  label,
  labelHidden,
  optional,
  note,
  help,
  error,
  finding,
  mono,
  prefix,
  suffix,
  className,
  id: givenId,
  ...input
}: TextFieldProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const texts = { label, labelHidden, optional, note, help, error, finding }
  return (
    <FieldFrame id={id} {...texts} className={className}>
      <div className={boxClass(Boolean(error))}>
        {prefix && <span className="ps-2.5 text-ink-3">{prefix}</span>}
        <input
          data-control
          autoComplete="off"
          spellCheck={mono ? false : undefined}
          autoCapitalize={mono ? 'off' : undefined}
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={cx(input['aria-describedby'], describedBy(id, texts)) || undefined}
          className={cx(inputClass, mono ? 'text-code-field' : 'text-body')}
        />
        {input.readOnly && !suffix && <Icon name="lock" className="me-2.5 text-ink-3" />}
        {suffix && <span className="flex items-center gap-2 pe-2.5 text-ink-3">{suffix}</span>}
      </div>
    </FieldFrame>
  )
}
