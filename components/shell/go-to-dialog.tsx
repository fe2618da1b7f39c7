'use client'

import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import type { GoToItem, GoToSearch } from './go-to'
import { ModKey } from './mod-key'
import { useSearch } from './use-search'

/**
 * The field is there with the press that asked for it, so that nothing typed is lost or taken for a key of the page;
 * what finds and what draws the list come after it.
 */
export function GoToDialog({
  search,
  scope,
  onGo,
  onClose,
}: {
  search: GoToSearch
  /** What is searched, in a sentence. */
  scope: string
  onGo: (item: GoToItem, newTab: boolean) => void
  onClose: () => void
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const listId = `${id}-list`
  const scopeId = `${id}-scope`
  const optionId = (index: number) => `${listId}-${index}`
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  /** Enter came before what was typed had been searched for. */
  const [going, setGoing] = useState<{ newTab: boolean } | null>(null)
  const { result, List, isCurrent, failed } = useSearch(search, text)
  const items = result?.items ?? []
  const active = items[at]

  useLayoutEffect(() => {
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
          aria-label="Zone, job or action"
          aria-describedby={scopeId}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={active ? optionId(at) : undefined}
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
      <div
        id={listId}
        role="listbox"
        aria-label="Results"
        className="max-h-[60dvh] overflow-y-auto"
      >
        {List && (
          <List
            items={items}
            words={text}
            at={at}
            optionId={optionId}
            onPoint={setAt}
            onChoose={go}
          />
        )}
      </div>
      {failed && (
        <p role="alert" className="px-4 py-3 text-table text-loss">
          Search failed: {failed}
        </p>
      )}
      {!result && !failed && (
        <p className="animate-appear px-4 py-3 text-table text-ink-2">Loading…</p>
      )}
      {result && items.length === 0 && !failed && (
        <p className="px-4 py-3 text-table text-ink-2">
          {text ? 'No matches.' : 'Type part of a name.'}
        </p>
      )}
      <div id={scopeId} className="border-t border-line px-4 py-2 text-table text-ink-3">
        {result?.notes?.map((note) => (
          <p key={note} className="text-warn">
            {note}
          </p>
        ))}
        <p>{scope}</p>
      </div>
      <div className="flex gap-5 border-t border-line px-4 py-2 text-second text-ink-3 max-md:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> navigate
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>
            <ModKey /> Enter
          </Kbd>{' '}
          open in a new tab
        </span>
        <span className="ms-auto">
          <Kbd>Esc</Kbd> close
        </span>
      </div>
    </dialog>
  )
}
