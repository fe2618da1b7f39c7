'use client'

import { useState } from 'react'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Kbd } from '@/components/ui/kbd'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { KeyboardDialog } from './keyboard-dialog'
import { useShortcut } from './shortcuts'

export interface ShortcutHelp {
  /** As typed, with a space between the keys: "g z"; "mod+K" for two at once. */
  keys: string
  does: string
}

/** The `?` at the foot and its dialog, which is fetched when it is asked for. `more` are the keys of the pages. */
export function KeyboardHelp({ more = [] }: { more?: readonly ShortcutHelp[] }) {
  const [isOpen, setOpen] = useState(false)
  const [loaded, setLoaded] = useState<{ Dialog: typeof KeyboardDialog } | null>(null)
  const isAlive = useHydrated()
  const close = () => setOpen(false)

  function show() {
    setOpen(true)
    // What can't be fetched is no reason to take away the page, and what is typed there.
    import('./keyboard-dialog').then((file) => setLoaded({ Dialog: file.KeyboardDialog }), close)
  }

  useShortcut('?', show)
  return (
    <>
      <button
        type="button"
        disabled={!isAlive}
        onClick={show}
        className="inline-flex items-center gap-1.5 hover:text-ink"
      >
        {/* Not offered before it is heard. */}
        <span className={isAlive ? undefined : 'invisible'}>
          <Kbd>?</Kbd>
        </span>{' '}
        Keyboard
      </button>
      {isOpen && !loaded && <DialogComing onClose={close} />}
      {loaded && <loaded.Dialog open={isOpen} onClose={close} more={more} />}
    </>
  )
}
