'use client'

import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { type ButtonVariant, buttonLook } from './button-look'
import { cx } from './cx'
import { Icon, type IconName } from './icon'
import { useHydrated } from './use-hydrated'

interface Shared {
  variant?: ButtonVariant
  icon?: IconName
  /** Takes the whole width of its place. */
  block?: boolean
  /** Why it cannot be used yet. It stays focusable; the sentence stands beside it and describes it. */
  notYet?: string | false
  /** What the person seems to lack for it: it looks and speaks as with `notYet`, but works. */
  lacks?: string | false
  /** Where that sentence stands; `hidden` when the page already shows it nearby. */
  reason?: 'start' | 'end' | 'hidden'
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> &
  Shared & {
    /** While true the button keeps its width, says `busyLabel`, and ignores clicks. */
    busy?: boolean
    /** The verb at work, as in “Creating…”. Give it from the start: its room is kept free. */
    busyLabel?: string
  }

export function Button({
  variant = 'secondary',
  icon,
  block,
  busy = false,
  busyLabel,
  notYet,
  lacks,
  reason = 'end',
  className,
  children,
  onClick,
  type = 'button',
  'aria-describedby': describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isAlive = useHydrated()
  const blocked = busy || Boolean(notYet)
  const said = notYet || lacks
  const button = (
    <button
      {...rest}
      type={type}
      disabled={!isAlive}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={cx(describedBy, said && reasonId) || undefined}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
      data-variant={variant}
      className={cx(buttonLook(variant, Boolean(said)), block && 'w-full', className)}
    >
      <Face icon={icon} hidden={busy}>
        {children}
      </Face>
      {(busy || busyLabel) && (
        <Face icon="spinner" hidden={!busy}>
          {busyLabel ?? children}
        </Face>
      )}
    </button>
  )
  return (
    <WithReason id={reasonId} text={said} place={reason} block={block} stays={lacks !== undefined}>
      {button}
    </WithReason>
  )
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Shared

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink({
  variant = 'secondary',
  icon,
  block,
  notYet,
  lacks,
  reason = 'end',
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  const reasonId = useId()
  const said = notYet || lacks
  const look = cx(buttonLook(variant, Boolean(said)), block && 'w-full', className)
  const face = <Face icon={icon}>{children}</Face>
  return (
    <WithReason id={reasonId} text={said} place={reason} block={block} stays={lacks !== undefined}>
      {notYet ? (
        // biome-ignore lint/a11y/useSemanticElements: a link that leads nowhere yet has no href
        <span
          role="link"
          tabIndex={0}
          aria-disabled="true"
          aria-describedby={reasonId}
          className={look}
        >
          {face}
        </span>
      ) : (
        <Link {...rest} aria-describedby={said ? reasonId : undefined} className={look}>
          {face}
        </Link>
      )}
    </WithReason>
  )
}

/** Both faces lie in one grid cell, so the wider one sets the width and nothing moves. */
function Face({
  icon,
  hidden,
  children,
}: {
  icon?: IconName
  hidden?: boolean
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        'col-start-1 row-start-1 inline-flex items-center justify-center gap-2',
        // A spinner that nobody sees would still cost a frame sixty times a second.
        hidden && 'invisible *:animate-none',
      )}
    >
      {icon && <Icon name={icon} className="-ms-0.5" />}
      {children}
    </span>
  )
}

function WithReason({
  id,
  text,
  place,
  block,
  stays,
  children,
}: {
  id: string
  text?: string | false
  place: 'start' | 'end' | 'hidden'
  block?: boolean
  /** The text may come later, and the button must not lose its focus by that. */
  stays: boolean
  children: ReactNode
}) {
  if (!text) return stays ? <span className="contents">{children}</span> : children
  return (
    <span
      className={cx(
        'inline-flex flex-wrap items-center gap-x-3 gap-y-1',
        block && 'w-full',
        place === 'start' && 'md:flex-row-reverse',
      )}
    >
      {children}
      <span id={id} className={place === 'hidden' ? 'sr-only' : 'text-table text-ink-3'}>
        {text}
      </span>
    </span>
  )
}
