import {
  type KeyboardEvent,
  startTransition,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { personalData } from '@/lib/fields/personal-data'
import type { Field } from '@/lib/schemas/logs'
import { FieldRows, type FieldRowsHandle } from './field-rows'
import { pickerGroups, pickerRows } from './picker-rows'

/**
 * Search, list and sum of the fields. A letter typed is drawn at once, the list follows when the browser has time.
 * `named`: what the job names, listed by IBM or not.
 */
export function FieldPicker({
  fields,
  named,
  ticked,
  isOwnSet = false,
  onTick,
}: {
  fields: readonly Field[]
  named: readonly string[]
  ticked: readonly string[]
  /** IBM sends its own set, and nobody knows which fields that has. */
  isOwnSet?: boolean
  onTick: (names: readonly string[], on: boolean) => void
}) {
  const id = useId()
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<FieldRowsHandle>(null)
  const [query, setQuery] = useState('')
  const [settled, setSettled] = useState('')
  /** Those that were chosen when it was asked for: an unticked row keeps its place. */
  const [only, setOnly] = useState<ReadonlySet<string> | null>(null)

  const [shownToo, setShownToo] = useState(named)
  const groups = useMemo(() => pickerGroups(fields, shownToo), [fields, shownToo])
  const chosen = useMemo(() => new Set(ticked), [ticked])
  // A name that IBM lists no more stays in sight after it was unticked.
  const unknown = ticked.filter(
    (name) => !shownToo.includes(name) && !fields.some((f) => f.name === name),
  )
  if (unknown.length > 0) setShownToo([...shownToo, ...unknown])
  const rows = useMemo(() => pickerRows(groups, settled, only), [groups, settled, only])
  const personal = useMemo(() => ticked.filter(personalData).length, [ticked])

  // The rows are memoised, so what they call may not change with every tick.
  const latest = useRef(onTick)
  useEffect(() => {
    latest.current = onTick
  })
  const tickRow = useCallback((names: readonly string[], on: boolean) => {
    latest.current(names, on)
  }, [])
  const leaveUp = useCallback(() => search.current?.focus(), [])

  function searchFor(words: string) {
    setQuery(words)
    startTransition(() => setSettled(words))
  }

  function onSearchKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      // Keys mean the list of what was typed, however quickly they follow.
      flushSync(() => setSettled(query))
      list.current?.focusFirst()
    } else if (event.key === 'Enter') {
      // Not the form's business.
      event.preventDefault()
    }
  }

  /** Esc clears the search, then leaves the picker. */
  function onEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    if (query) {
      event.preventDefault()
      event.stopPropagation()
      searchFor('')
      search.current?.focus()
    } else if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to Esc on its way up from the controls
    <div
      onKeyDown={onEscape}
      className="overflow-hidden rounded-note border border-line bg-surface"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 max-md:py-1.5">
        <div className="-mx-3 flex min-w-[min(12rem,100%)] flex-1 items-center gap-2 px-3 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-2 has-[input:focus-visible]:outline-accent">
          <Icon name="search" />
          <label htmlFor={id} className="sr-only">
            Search fields
          </label>
          <input
            ref={search}
            id={id}
            type="search"
            data-page-search
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-keyshortcuts="/"
            placeholder={`Search ${fields.length} fields by name or description`}
            value={query}
            onChange={(event) => searchFor(event.target.value)}
            onKeyDown={onSearchKey}
            className="h-9 min-w-0 flex-1 bg-transparent outline-none touch:h-11 touch:text-[1rem]"
          />
        </div>
        <p className="text-table text-ink-3">
          <span role="status">
            {isOwnSet ? (
              'IBM’s default set'
            ) : (
              <>
                <strong className="font-semibold text-ink">{ticked.length}</strong> of{' '}
                {fields.length} selected
              </>
            )}
          </span>
          {(!isOwnSet || only !== null) && (
            <button
              type="button"
              aria-pressed={only !== null}
              onClick={() => setOnly(only === null ? chosen : null)}
              className="link ms-3 touch:-my-3.5 touch:py-3.5"
            >
              {only === null ? 'Only selected' : 'Show all'}
            </button>
          )}
        </p>
      </div>
      {rows.length > 0 ? (
        <FieldRows
          ref={list}
          rows={rows}
          chosen={chosen}
          words={settled}
          onTick={tickRow}
          onLeaveUp={leaveUp}
        />
      ) : (
        <p className="px-3 py-4 text-ink-2">
          {settled.trim() ? 'No matching fields. ' : 'No fields selected. '}
          <button
            type="button"
            className="link touch:-my-3.5 touch:py-3.5"
            onClick={() => {
              searchFor('')
              setOnly(null)
              search.current?.focus()
            }}
          >
            Show all
          </button>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-3 py-1.5 text-second text-ink-3">
        <span className="flex gap-4 touch:hidden">
          <span>
            <Kbd>/</Kbd> search
          </span>
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> navigate
          </span>
          <span>
            <Kbd>Space</Kbd> select
          </span>
        </span>
        <span>
          {isOwnSet ? 'IBM’s default set may contain personal data' : personalWords(personal)}
        </span>
      </div>
    </div>
  )
}

function personalWords(count: number): string {
  if (count === 0) return 'No personal data in the selected fields'
  return count === 1
    ? '1 selected field contains personal data'
    : `${count} selected fields contain personal data`
}
