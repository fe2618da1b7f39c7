import type { ShortcutHelp } from '@/components/shell/keyboard-help'

/** The keys of the pages, for the list behind `?`. */
export const shortcutHelp: readonly ShortcutHelp[] = [
  { keys: 'g o', does: 'Overview' },
  { keys: 'g z', does: 'Zones' },
  { keys: 'g a', does: 'Activity' },
  { keys: 'n', does: 'In a zone: new job' },
  { keys: 'r', does: 'Refresh' },
  { keys: '↑ ↓ ← →', does: 'In the overview: next zone or dataset' },
  { keys: 'Home End', does: 'In the overview: first or last dataset of the zone' },
  { keys: 'PgUp PgDn', does: 'In the overview: a page of zones up or down' },
  { keys: 'm', does: 'In the overview: mark a dataset as not needed, or as needed' },
  { keys: '/', does: 'Search on the page' },
]
