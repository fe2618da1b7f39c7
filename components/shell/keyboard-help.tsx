'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ModKey } from './mod-key'
import { switchLetters, useLettersAreOn, useShortcut } from './shortcuts'

export interface ShortcutHelp {
  /** As typed, with a space between the keys: "g z"; "mod+K" for two at once. */
  keys: string
  does: string
}

const everywhere: readonly ShortcutHelp[] = [
  { keys: 'mod+K', does: 'Go to a zone or job' },
  { keys: '?', does: 'Show this list' },
  { keys: '↑ ↓', does: 'In a table: previous or next row' },
  { keys: 'Enter', does: 'In a table: open the row' },
  { keys: 'm', does: 'In a table: row menu' },
  { keys: 'Esc', does: 'Close a dialog, menu or list' },
]

/** The `?` at the foot and its dialog. `more` are the keys of the pages. */
export function KeyboardHelp({ more = [] }: { more?: readonly ShortcutHelp[] }) {
  const [open, setOpen] = useState(false)
  const letters = useLettersAreOn()
  const isAlive = useHydrated()
  useShortcut('?', () => setOpen(true))
  return (
    <>
      <button
        type="button"
        disabled={!isAlive}
        onClick={() => setOpen(true)}
        className="inline-flex items-center gap-1.5 hover:text-ink"
      >
        {/* Not offered before it is heard. */}
        <span className={isAlive ? undefined : 'invisible'}>
          <Kbd>?</Kbd>
        </span>{' '}
        Keyboard
      </button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Keyboard"
        footer={
          <Button data-autofocus onClick={() => setOpen(false)}>
            Close
          </Button>
        }
      >
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2 text-table">
          {[...more, ...everywhere].map(({ keys, does }) => (
            <div key={keys + does} className="contents">
              <dt className="flex gap-1">
                {keys.split(' ').map((key) => (
                  <Kbd key={key}>{withMod(key)}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div className="border-t border-line pt-4">
          <Switch
            label="Single-key shortcuts"
            help="Turn off for speech input or to avoid accidental key presses. Go to stays available."
            checked={letters}
            onChange={switchLetters}
          />
        </div>
      </Dialog>
    </>
  )
}

function withMod(key: string): ReactNode {
  if (!key.startsWith('mod+')) return key
  return (
    <>
      <ModKey /> {key.slice('mod+'.length)}
    </>
  )
}
