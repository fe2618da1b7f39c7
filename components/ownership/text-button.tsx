import type { ComponentProps } from 'react'

/** An act inside a sentence; looks like the link it stands among. */
export function TextButton({
  busy = false,
  onClick,
  ...rest
}: Omit<ComponentProps<'button'>, 'type' | 'className'> & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type="button"
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (!busy) onClick?.(event)
      }}
      className="link touch:-my-3.5 touch:py-3.5"
    />
  )
}
