'use client'

import Link from 'next/link'
import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { cx } from './cx'
import { Icon } from './icon'
import { placeBelow } from './place'
import { useHydrated } from './use-hydrated'

export interface MenuItem {
  label: string
  /** Either a link or an act. */
  href?: string
  onSelect?: () => void
  /** The link is a file. */
  isFile?: boolean
  danger?: boolean
  /** Why it can't be done; the entry stays in the list and says so. */
  notYet?: string | false
  /** What the person seems to lack for it: said as with `notYet`, but it works. */
  lacks?: string | false
  /** The chosen one of a group, as a theme. */
  checked?: boolean
  /** A hairline above: another kind of act begins. */
  apart?: boolean
}

/** A button and its list of acts; the list lies in the top layer and closes by Esc, Tab or a click beside it. */
export function Menu({
  label,
  worded = false,
  items,
  trigger,
  triggerClassName,
  align = 'end',
  header,
  ...data
}: {
  /** Accessible name, as in "More for shop-http". */
  label: string
  /** The trigger shows words of its own, which then name the button. */
  worded?: boolean
  items: readonly MenuItem[]
  trigger: ReactNode
  triggerClassName?: string
  align?: 'start' | 'end'
  header?: ReactNode
  'data-row-menu'?: boolean
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]

  function onToggle(event: ToggleEvent<HTMLDivElement>) {
    const opened = event.newState === 'open'
    setOpen(opened)
    // The event comes some time after the list is there: whoever was quicker has gone to an entry already.
    if (opened && !list.current?.contains(document.activeElement)) entries()[0]?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = entries()
    const at = all.findIndex((entry) => entry.matches(':focus'))
    const go: Record<string, HTMLElement | undefined> = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all.at(at - 1),
      Home: all[0],
      End: all.at(-1),
    }
    if (event.key in go) {
      event.preventDefault()
      go[event.key]?.focus()
    } else if (event.key === 'Tab') {
      list.current?.hidePopover()
    } else if (event.key.length === 1 && /\S/.test(event.key)) {
      const letter = event.key.toLowerCase()
      const after = [...all.slice(at + 1), ...all.slice(0, at + 1)]
      after.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
    }
    event.stopPropagation()
  }

  function choose(item: MenuItem) {
    if (item.notYet) return
    // First close: focus is then back on the button, where a dialog that follows returns it to.
    list.current?.hidePopover()
    item.onSelect?.()
  }

  return (
    <>
      <button
        {...data}
        ref={button}
        type="button"
        aria-label={worded ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        popoverTarget={id}
        className={cx(
          triggerClassName ??
            '-my-1.25 inline-grid h-7 w-8 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:size-11',
        )}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={(event) => {
          if (event.newState === 'open' && button.current) {
            placeBelow(event.currentTarget, button.current, align)
          }
        }}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        className="fixed m-0 max-w-[calc(100vw-1rem)] min-w-48 overflow-y-auto rounded-note border-0 bg-surface p-1 shadow-1 open:animate-rise forced-colors:border"
      >
        {header}
        {items.map((item) => (
          <Fragment key={item.label}>
            {item.apart && <hr className="my-1 border-line" />}
            <Entry item={item} onChoose={() => choose(item)} />
          </Fragment>
        ))}
      </div>
    </>
  )
}

function Entry({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const isAlive = useHydrated()
  const look = cx(
    'flex w-full flex-col rounded-control px-2.5 py-1.5 text-start hover:bg-hover focus-row touch:min-h-11 touch:justify-center touch:text-[1rem]',
    item.notYet || item.lacks ? 'text-ink-3' : item.danger ? 'text-loss' : 'text-ink',
    item.checked && 'font-medium',
  )
  if (item.href && item.isFile) {
    return (
      <a
        href={item.href}
        download
        role="menuitem"
        tabIndex={-1}
        data-entry
        onClick={onChoose}
        className={look}
      >
        {item.label}
      </a>
    )
  }
  if (item.href && !item.notYet) {
    return (
      <Link
        href={item.href}
        role="menuitem"
        tabIndex={-1}
        data-entry
        onClick={onChoose}
        className={look}
      >
        {item.label}
        <Reason item={item} />
      </Link>
    )
  }
  return (
    <button
      type="button"
      // The list opens without a script; what is in it does nothing without.
      disabled={!isAlive}
      {...(item.checked === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': item.checked })}
      aria-disabled={item.notYet ? true : undefined}
      tabIndex={-1}
      data-entry
      onClick={onChoose}
      className={look}
    >
      <span className="inline-flex items-center gap-1.5">
        {item.label}
        {item.checked && <Icon name="check" />}
      </span>
      <Reason item={item} />
    </button>
  )
}

function Reason({ item: { notYet, lacks } }: { item: MenuItem }) {
  const said = notYet || lacks
  return said && <span className="text-second">{said}</span>
}
