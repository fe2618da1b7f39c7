import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
import { type GridSize, keyTarget, type Place } from './key-target'

/**
 * Where the focus is in a grid of which only what is in sight is in the document, and where its keys lead. A cell is what has
 * `data-column` in what has `data-row`, and its link takes the focus; `m`, and a press on what has `data-mark`, is for the
 * cell as a whole.
 */
export function useMatrixKeys(
  body: RefObject<HTMLElement | null>,
  {
    show,
    onPlace,
    onMark,
    ...size
  }: GridSize & {
    /** Brings a row into the document and into sight. */
    show: (row: number) => void
    onPlace?: (at: Place) => void
    onMark: (at: Place) => void
  },
) {
  const [at, setAt] = useState<Place | null>(null)
  const wanted = useRef<Place | null>(null)
  // The row may only be there after the scrolling. Where the newest key led: this may run late, for the key before.
  useEffect(() => {
    if (wanted.current === null) return
    const { row, column } = wanted.current
    const cell = body.current?.querySelector<HTMLElement>(
      `[data-row="${row}"] [data-column="${column}"] a`,
    )
    if (!cell) return
    wanted.current = null
    cell.focus({ preventScroll: true })
  })

  return {
    at,
    onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey) return
      const focused = placeOf(event.target)
      if (focused === null) return
      // Where the last key led, though the focus may be on its way there still; or it came here before the scripts.
      const from = at ?? focused
      if (event.key === 'm') {
        event.preventDefault()
        onMark(from)
        return
      }
      const target = keyTarget(event.key, from, size)
      if (target === null) return
      event.preventDefault()
      if (target === from) return
      wanted.current = target
      show(target.row)
      setAt(target)
    },
    onFocus({ target }: FocusEvent) {
      const place = placeOf(target)
      if (place === null) return
      setAt(place)
      onPlace?.(place)
    },
    onClick({ target }: MouseEvent) {
      const place = placeOf(target)
      if (place && target instanceof Element && target.closest('[data-mark]')) onMark(place)
    },
  }
}

/** null: it is in no cell. */
export function placeOf(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row
  const column = target.closest<HTMLElement>('[data-column]')?.dataset.column
  return row === undefined || column === undefined
    ? null
    : { row: Number(row), column: Number(column) }
}
