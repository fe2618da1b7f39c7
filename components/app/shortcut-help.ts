import type { ShortcutHelp } from '@/components/shell/keyboard-help'

/** The keys of the pages, for the list behind `?`. */
export const shortcutHelp: readonly ShortcutHelp[] = [
  { keys: 'g o', does: 'Overview' },
  { keys: 'g z', does: 'Zones' },
  { keys: 'g a', does: 'Activity' },
  { keys: 'n', does: 'In a zone: new job' },
  { keys: 'r', does: 'Refresh' },
  { keys: 'm', does: 'In the overview: mark a dataset as not needed, or as needed' },
  { keys: '/', does: 'Search on the page' },
]
