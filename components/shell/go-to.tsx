'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ModKey } from './mod-key'
import { useShortcut } from './shortcuts'

// Loaded with the first ⌘K: no page needs it to be there.
const GoToDialog = lazy(() =>
  import('./go-to-dialog').then((module) => ({ default: module.GoToDialog })),
)

export interface GoToItem {
  id: string
  /** Heading it stands under, as "Zones"; items of a group follow each other. */
  group: string
  label: string
  /** After the label, quiet, as the zone of a job. */
  hint?: string
  /** At the right end, as a state in words. */
  note?: string
  glyph?: ReactNode
  href: string
}

export interface GoToResult {
  items: readonly GoToItem[]
  /** Of how many, as in "4 of 759". */
  total?: number
}

/** Finds what was typed; words match in any order. The signal ends an older search. */
export type GoToSearch = (text: string, signal: AbortSignal) => Promise<GoToResult>

/** The field-like button in the top bar, ⌘K, and the dialog they open. */
export function GoTo({
  search,
  onGo,
}: {
  search: GoToSearch
  /** `newTab` when ⌘ or Ctrl was held. */
  onGo: (item: GoToItem, newTab: boolean) => void
}) {
  const [open, setOpen] = useState(false)
  const isAlive = useHydrated()
  useShortcut('mod+k', () => setOpen(true))
  return (
    <>
      <button
        type="button"
        disabled={!isAlive}
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 w-65 min-w-0 items-center gap-2 rounded-control border border-line bg-surface px-3 text-start text-table text-ink-3 hover:border-edge max-md:size-11 max-md:justify-center max-md:border-transparent max-md:bg-transparent max-md:p-0 max-md:text-ink"
      >
        <Icon name="search" className="text-ink-2" />
        <span className="min-w-0 flex-1 truncate max-md:sr-only">Go to a zone or job</span>
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd>
            <ModKey /> K
          </Kbd>
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <GoToDialog search={search} onGo={onGo} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
