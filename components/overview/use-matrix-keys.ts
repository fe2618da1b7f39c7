import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'

export type Place = { row: number; column: number }

/**
 * Where the focus is in a grid of which only what is in sight is in the document, and where its keys lead. A cell is what has
 * `data-column` in what has `data-row`, and its link takes the focus.
 */
export function useMatrixKeys(
  body: RefObject<HTMLElement | null>,
  {
    rows,
    columns,
    page,
    show,
  }: { rows: number; columns: number; page: number; show: (row: number) => void },
) {
  const [at, setAt] = useState<Place | null>(null)
  const wanted = useRef(false)
  // The row may only be there after the scrolling.
  useEffect(() => {
    if (!wanted.current || at === null) return
    const cell = body.current?.querySelector<HTMLElement>(
      `[data-row="${at.row}"] [data-column="${at.column}"] a`,
    )
    if (!cell) return
    wanted.current = false
    cell.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent) {
    if (at === null || event.metaKey || event.ctrlKey || event.altKey) return
    const target = keyTarget(event.key, at, { rows, columns, page })
    if (target === null) return
    event.preventDefault()
    if (target.row < 0 || target.row >= rows) return
    if (target.column < 0 || target.column >= columns) return
    wanted.current = true
    show(target.row)
    setAt(target)
  }

  function onFocus({ target }: FocusEvent) {
    const row = target.closest<HTMLElement>('[data-row]')?.dataset.row
    const column = target.closest<HTMLElement>('[data-column]')?.dataset.column
    if (row !== undefined && column !== undefined)
      setAt({ row: Number(row), column: Number(column) })
  }

  return { at, onKeyDown, onFocus }
}

function keyTarget(
  key: string,
  at: Place,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): Place | null {
  switch (key) {
    case 'ArrowDown':
      return { ...at, row: at.row + 1 }
    case 'ArrowUp':
      return { ...at, row: at.row - 1 }
    case 'ArrowRight':
      return { ...at, column: at.column + 1 }
    case 'ArrowLeft':
      return { ...at, column: at.column - 1 }
    case 'Home':
      return { ...at, column: 0 }
    case 'End':
      return { ...at, column: columns - 1 }
    case 'PageDown':
      return { ...at, row: Math.min(rows - 1, at.row + page) }
    case 'PageUp':
      return { ...at, row: Math.max(0, at.row - page) }
    default:
      return null
  }
}
