export type Place = { row: number; column: number }

export type GridSize = {
  rows: number
  columns: number
  /** Rows that a page key goes. */
  page: number
}

/** Where a key leads in a grid, `at` itself at its edges; null: it is none of the grid's. */
export function keyTarget(key: string, at: Place, { rows, columns, page }: GridSize): Place | null {
  const toRow = (row: number): Place =>
    row < 0 || row >= rows || row === at.row ? at : { ...at, row }
  const toColumn = (column: number): Place =>
    column < 0 || column >= columns || column === at.column ? at : { ...at, column }
  switch (key) {
    case 'ArrowDown':
      return toRow(at.row + 1)
    case 'ArrowUp':
      return toRow(at.row - 1)
    case 'ArrowRight':
      return toColumn(at.column + 1)
    case 'ArrowLeft':
      return toColumn(at.column - 1)
    case 'Home':
      return toColumn(0)
    case 'End':
      return toColumn(columns - 1)
    case 'PageDown':
      return toRow(Math.min(rows - 1, at.row + page))
    case 'PageUp':
      return toRow(Math.max(0, at.row - page))
    default:
      return null
  }
}
