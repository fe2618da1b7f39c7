import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTouch } from '@/components/ui/use-media'
import { FieldRow, GroupRow } from './field-row'
import { groupState, type PickerRow } from './picker-rows'

export type FieldRowsHandle = { focusFirst: () => void }

/** A row of one line; on a phone two or more, which are then measured. */
const rowPx = 30
const touchRowPx = 60

type Props = {
  ref: Ref<FieldRowsHandle>
  rows: readonly PickerRow[]
  chosen: ReadonlySet<string>
  words: string
  onTick: (names: readonly string[], on: boolean) => void
  onLeaveUp: () => void
}

/** Only the rows in sight are in the document; ↑ ↓ Home End PgUp PgDn reach all of them, and one is a tab stop. */
export const FieldRows = memo(function FieldRows({
  ref,
  rows,
  chosen,
  words,
  onTick,
  onLeaveUp,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const isTouch = useTouch()
  const [at, setAt] = useState(0)
  const active = Math.min(at, rows.length - 1)
  const wanted = useRef<number | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isTouch ? touchRowPx : rowPx),
    overscan: 6,
    getItemKey: (index) => rows[index]?.key ?? index,
    // The tab stop stays in the document while it is scrolled out of sight.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (active >= range.count || indexes.includes(active)) return indexes
      return [...indexes, active].sort((a, b) => a - b)
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the estimate changes with it
  useEffect(() => virtual.measure(), [isTouch])

  function focus(index: number) {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    wanted.current = to
    virtual.scrollToIndex(to)
    setAt(to)
    focusWanted()
  }
  useImperativeHandle(ref, () => ({ focusFirst: () => focus(0) }))

  function focusWanted() {
    if (wanted.current === null) return
    const row = box.current?.querySelector<HTMLElement>(
      `[data-index="${wanted.current}"] [role=checkbox]`,
    )
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  }
  // The row may only be there after the scrolling.
  useLayoutEffect(focusWanted)

  // Rows that a search takes away leave the focus to those that stay, not to the page.
  const hasFocus = useRef(false)
  // Before the next key can come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rows can take a focused one away
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focus(active)
  }, [rows])
  function onBlur({ target, relatedTarget }: FocusEvent) {
    if (box.current?.contains(relatedTarget)) return
    queueMicrotask(() => {
      if (target.isConnected) hasFocus.current = false
    })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowPx) - 1)
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (to < 0 && event.key === 'ArrowUp') onLeaveUp()
    else focus(to)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the boxes inside it
    <div
      ref={box}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={onBlur}
      className="max-h-[27rem] overflow-y-auto overscroll-contain max-md:max-h-[60dvh]"
    >
      <ul aria-label="Fields" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <li
              key={item.key}
              ref={isTouch ? virtual.measureElement : undefined}
              data-index={item.index}
              aria-posinset={item.index + 1}
              aria-setsize={rows.length}
              onFocus={() => setAt(item.index)}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'group' ? (
                <GroupRow
                  label={row.label}
                  names={row.names}
                  onTick={onTick}
                  isStop={item.index === active}
                  {...groupState(row.names, chosen)}
                />
              ) : (
                <FieldRow
                  field={row.field}
                  checked={chosen.has(row.field.name)}
                  words={words}
                  onTick={onTick}
                  isStop={item.index === active}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
})
