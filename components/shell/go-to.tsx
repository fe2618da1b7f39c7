'use client'

import { type ReactNode, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { useHydrated } from '@/components/ui/use-hydrated'
import { GoToDialog } from './go-to-dialog'
import { ModKey } from './mod-key'
import { useShortcut } from './shortcuts'

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
  /** What was not searched, in sentences. */
  notes?: readonly string[]
}

/** Finds what was typed; words match in any order. The signal ends an older search. */
export type GoToSearch = (text: string, signal: AbortSignal) => Promise<GoToResult>

/** The field-like button in the top bar, ⌘K, and the dialog they open. */
export function GoTo({
  search,
  scope,
  onGo,
}: {
  search: GoToSearch
  /** What is searched, in a sentence. */
  scope: string
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
        <span aria-hidden="true" className={cx('max-lg:hidden', !isAlive && 'invisible')}>
          <Kbd>
            <ModKey /> K
          </Kbd>
        </span>
      </button>
      {open && (
        <GoToDialog search={search} scope={scope} onGo={onGo} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
