'use client'

import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { matchesWords, searchable, wordsOf } from '@/lib/match-words'
import { afterPress } from './after-press'
import { ComboboxList, type ComboboxOption } from './combobox-list'
import { cx } from './cx'
import { boxClass, describedBy, FieldFrame, type FieldTexts, inputClass } from './field-frame'
import { Icon } from './icon'
import { placeBelow } from './place'

export type { ComboboxOption } from './combobox-list'

export type ComboboxProps = FieldTexts & {
  options: readonly ComboboxOption[]
  /** The chosen option's value, or ''. A value not in the list is shown as it is. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  placeholder?: string
  mono?: boolean
  /** As high as a button, among filters; its list is then wider than itself. */
  dense?: boolean
  /** While the options are read. */
  loading?: boolean
  /** When there are no options at all. */
  emptyText?: ReactNode
  /** At the foot of the list, as a way to type a name; reached by Tab. */
  footer?: ReactNode
  ref?: Ref<HTMLInputElement>
  name?: string
  id?: string
  className?: string
}

/** Type to filter, ↑ ↓ Home End to walk, Enter to choose, Esc to leave it as it was (ARIA 1.2 combobox). */
export function Combobox({
  label,
  labelHidden,
  optional,
  note,
  help,
  error,
  finding,
  options,
  value,
  onChange,
  onBlur,
  placeholder,
  mono = false,
  dense = false,
  loading = false,
  emptyText = 'No options.',
  footer,
  ref,
  name,
  id: givenId,
  className,
}: ComboboxProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const listId = `${id}-list`
  const texts = { label, labelHidden, optional, note, help, error, finding }
  const anchor = useRef<HTMLDivElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  /** null: nothing typed since the list was opened, so the chosen option's label is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)

  const chosen = options.find((option) => option.value === value)
  const entries = useMemo(
    () =>
      options.map((option) => ({
        option,
        text: searchable(`${option.label} ${option.hint ?? ''} ${option.keywords ?? ''}`),
      })),
    [options],
  )
  const matches = useMemo(() => {
    if (!typed) return options
    const words = wordsOf(typed)
    return entries.filter(({ text }) => matchesWords(words, text)).map(({ option }) => option)
  }, [options, entries, typed])

  useEffect(() => {
    const layer = popover.current
    if (!open || !layer) return
    const place = () => anchor.current && placeBelow(layer, anchor.current, 'width')
    place()
    layer.showPopover()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
      layer.hidePopover()
    }
  }, [open])

  useEffect(() => {
    if (open) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [open, active])

  function show() {
    if (open) return
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    )
    setOpen(true)
  }

  function close() {
    setOpen(false)
    setTyped(null)
  }

  function choose(option: ComboboxOption | undefined) {
    if (!option || option.notYet) return
    onChange(option.value)
    close()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const last = Math.max(0, matches.length - 1)
    const walk: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      Home: 0,
      End: last,
      PageDown: Math.min(last, active + 10),
      PageUp: Math.max(0, active - 10),
    }
    const to = walk[event.key]
    if (to !== undefined && (open || event.key.startsWith('Arrow'))) {
      event.preventDefault()
      if (open) setActive(to)
      else show()
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(matches[active])
    } else if (event.key === 'Escape' && open) {
      // Closes the list only, not the dialog around it.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  function onLeave(event: FocusEvent<HTMLDivElement>) {
    if (event.currentTarget.contains(event.relatedTarget)) return
    // Whoever typed a whole name and went on meant it.
    const meant = typed && options.find((option) => option.label === typed.trim())
    close()
    afterPress(() => {
      if (meant) choose(meant)
      onBlur?.()
    })
  }

  return (
    <FieldFrame id={id} {...texts} className={className}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens for the focus leaving field and list */}
      <div ref={anchor} onBlur={onLeave}>
        <div className={cx(boxClass(Boolean(error)), dense && 'min-h-8! touch:min-h-11!')}>
          {open && <Icon name="search" className="ms-2.5" />}
          <input
            data-control
            ref={ref}
            id={id}
            name={name}
            role="combobox"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={open && matches[active] ? `${listId}-${active}` : undefined}
            aria-autocomplete="list"
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(id, texts)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={chosen && open ? chosen.label : placeholder}
            value={typed ?? (open ? '' : (chosen?.label ?? value))}
            onChange={(event) => {
              show()
              setTyped(event.target.value)
              setActive(0)
            }}
            onClick={show}
            onKeyDown={onKeyDown}
            className={cx(inputClass, mono ? 'text-code-field' : 'text-body')}
          />
          <span role="status" className="pe-2.5 text-table text-ink-3">
            {open && !loading && options.length > 0 && `${matches.length} of ${options.length}`}
          </span>
          {!open && <Icon name="chevron-down" className="pointer-events-none me-2.5 text-ink-2" />}
        </div>
        <div
          ref={popover}
          popover="manual"
          className={cx(
            'fixed m-0 flex-col overflow-hidden rounded-note border-0 bg-surface shadow-1 open:flex open:animate-rise forced-colors:border',
            dense && 'max-md:right-4! max-md:left-4! max-md:w-auto! md:min-w-96',
          )}
        >
          {open && (
            <>
              <ComboboxList
                ref={list}
                id={listId}
                options={matches}
                words={typed ?? ''}
                chosen={value}
                active={active}
                mono={mono}
                onPoint={setActive}
                onChoose={choose}
              />
              {matches.length === 0 && (
                <p className="px-3 py-2 text-table text-ink-3">
                  {loading ? 'Loading…' : options.length > 0 ? 'No matches.' : emptyText}
                </p>
              )}
              {footer && (
                <div className="border-t border-line px-3 py-2 ps-10 text-table text-ink-3">
                  {footer}
                </div>
              )}
            </>
          )}
        </div>
      </div>
    </FieldFrame>
  )
}
