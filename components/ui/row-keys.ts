import type { KeyboardEvent } from 'react'

/**
 * Keys of a table's body: ↑ ↓ go from row to row, Enter opens, `m` opens the row's menu. Mark rows with
 * `data-row` and `tabIndex={0}`, what opens with `data-row-open`, the menu's button with `data-row-menu`.
 * Keys inside a row's own controls are left to them.
 */
export function onRowKeys(event: KeyboardEvent<HTMLElement>): void {
  const row = event.target
  if (!(row instanceof HTMLElement) || row.dataset.row === undefined) return
  if (event.metaKey || event.ctrlKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.indexOf(row)
  const target: Record<string, HTMLElement | null | undefined> = {
    ArrowDown: rows[at + 1],
    ArrowUp: rows[at - 1],
    Home: rows[0],
    End: rows.at(-1),
  }
  if (event.key in target) {
    event.preventDefault()
    target[event.key]?.focus()
    return
  }
  const pressed = { Enter: '[data-row-open]', m: '[data-row-menu]' }[event.key]
  if (!pressed) return
  event.preventDefault()
  row.querySelector<HTMLElement>(pressed)?.click()
}
