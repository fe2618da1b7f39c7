'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import type { ShortcutHelp } from './keyboard-help'
import { ModKey } from './mod-key'
import { switchLetters, useLettersAreOn } from './shortcuts'

const everywhere: readonly ShortcutHelp[] = [
  { keys: 'mod+K', does: 'Go to a zone or job' },
  { keys: '?', does: 'Show this list' },
  { keys: '↑ ↓', does: 'In a table: previous or next row' },
  { keys: 'Enter', does: 'In a table: open the row' },
  { keys: 'm', does: 'In a table: row menu' },
  { keys: 'Esc', does: 'Close a dialog, menu or list' },
]

/** All keys, and the switch for the single ones. `more` are those of the pages. */
export function KeyboardDialog({
  open,
  onClose,
  more,
}: {
  open: boolean
  onClose: () => void
  more: readonly ShortcutHelp[]
}) {
  const letters = useLettersAreOn()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keyboard"
      footer={
        <Button data-autofocus onClick={onClose}>
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
