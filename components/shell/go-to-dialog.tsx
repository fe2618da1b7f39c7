'use client'

import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { Marked } from '@/components/ui/marked'
import type { GoToItem, GoToSearch } from './go-to'
import { ModKey } from './mod-key'
import { useSearch } from './use-search'

export function GoToDialog({
  search,
  onGo,
  onClose,
}: {
  search: GoToSearch
  onGo: (item: GoToItem, newTab: boolean) => void
  onClose: () => void
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  /** Enter came before what was typed had been searched for. */
  const [going, setGoing] = useState<{ newTab: boolean } | null>(null)
  const { result, isCurrent, failed } = useSearch(search, text)
  const items = result?.items ?? []
  const active = items[at]
  const groups = [...new Set(items.map((item) => item.group))]

  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, at])

  function go(item: GoToItem | undefined, newTab: boolean) {
    if (!item) return
    onClose()
    onGo(item, newTab)
  }

  const goOn = useEffectEvent(() => {
    if (going) go(items[0], going.newTab)
    setGoing(null)
  })
  useEffect(() => {
    if (isCurrent) goOn()
  }, [isCurrent])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const last = Math.max(0, items.length - 1)
    const next = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      setAt(next)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const newTab = event.metaKey || event.ctrlKey
      if (isCurrent) go(active, newTab)
      else setGoing({ newTab })
    }
  }

  return (
    <dialog
      ref={ref}
      aria-label="Go to a zone or job"
      onClose={onClose}
      className="mx-auto mt-18 mb-auto w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-dialog bg-surface p-0 shadow-2 backdrop:bg-veil open:animate-rise forced-colors:border"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label="Zone, job or act"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={active ? `${listId}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
            setGoing(null)
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-[1rem] outline-none"
        />
        <span role="status" className="text-table text-ink-3">
          {result && (result.total ? `${items.length} of ${result.total}` : items.length)}
        </span>
      </div>
      <div id={listId} role="listbox" aria-label="Found" className="max-h-[60dvh] overflow-y-auto">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group} role="group" aria-label={group} className="pb-1">
            <div aria-hidden="true" className="px-4 pt-3 pb-1 text-caption text-ink-3">
              {group}
            </div>
            {items.map(
              (item, index) =>
                item.group === group && (
                  <Option
                    key={item.id}
                    id={`${listId}-${index}`}
                    item={item}
                    words={text}
                    active={index === at}
                    onPoint={() => setAt(index)}
                    onChoose={(newTab) => go(item, newTab)}
                  />
                ),
            )}
          </div>
        ))}
      </div>
      {failed && (
        <p role="alert" className="px-4 py-3 text-table text-loss">
          The search did not work: {failed}
        </p>
      )}
      {result && items.length === 0 && !failed && (
        <p className="px-4 py-3 text-table text-ink-2">
          {text
            ? 'Nothing has all these words in its name. Jobs are looked for in the open zone only.'
            : 'Type the name of a zone, or of a job of the open zone.'}
        </p>
      )}
      <div className="flex gap-5 border-t border-line px-4 py-2 text-second text-ink-3 max-md:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
        </span>
        <span>
          <Kbd>Enter</Kbd> go
        </span>
        <span>
          <Kbd>
            <ModKey /> Enter
          </Kbd>{' '}
          in a new tab
        </span>
        <span className="ms-auto">
          <Kbd>Esc</Kbd> close
        </span>
      </div>
    </dialog>
  )
}

function Option({
  id,
  item,
  words,
  active,
  onPoint,
  onChoose,
}: {
  id: string
  item: GoToItem
  words: string
  active: boolean
  onPoint: () => void
  onChoose: (newTab: boolean) => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, as the pattern wants
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={(event) => onChoose(event.metaKey || event.ctrlKey)}
      className={cx(
        'flex min-h-10 items-center gap-3 border-s-2 px-4 py-2 touch:min-h-11',
        active
          ? 'border-accent bg-accent-soft'
          : 'border-transparent forced-colors:border-[Canvas]',
      )}
    >
      <span className="w-4 shrink-0">{item.glyph}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        <Marked text={item.label} words={words} />{' '}
        {item.hint && <span className="text-ink-3">{item.hint}</span>}
      </span>
      {item.note && <span className="text-table text-ink-3">{item.note}</span>}
    </div>
  )
}
