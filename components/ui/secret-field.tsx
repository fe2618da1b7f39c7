'use client'

import { useState } from 'react'
import { cx } from './cx'
import { Icon } from './icon'
import { TextField, type TextFieldProps } from './text-field'

/** A key or token: hidden until its owner looks at it; browsers are asked neither to keep nor to fill it. */
export function SecretField({
  suffix,
  className,
  initiallyShown = false,
  ...rest
}: TextFieldProps & {
  /** Of a value that was made here and has to be read once. */
  initiallyShown?: boolean
}) {
  const [shown, setShown] = useState(initiallyShown)
  return (
    <TextField
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      {...rest}
      mono
      className={cx('[&_input]:placeholder:font-sans [&_input]:placeholder:text-body', className)}
      type={shown ? 'text' : 'password'}
      suffix={
        <>
          {suffix}
          <button
            type="button"
            aria-pressed={shown}
            // Without the field's own name in it: whoever looks for that means the field.
            aria-label="Show typed text"
            onClick={() => setShown(!shown)}
            className="-me-1.5 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:-me-3 touch:size-11"
          >
            <Icon name={shown ? 'eye-off' : 'eye'} />
          </button>
        </>
      }
    />
  )
}
