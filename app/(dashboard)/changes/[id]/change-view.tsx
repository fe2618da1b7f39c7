'use client'

import { entryLines } from '@/components/activity/settings-diff'
import { SettingsLines } from '@/components/activity/settings-lines'
import { ChangePage } from '@/components/changes/change-page'

/** A change with its diff as in Activity. */
export function ChangeView({ id }: { id: string }) {
  return (
    <ChangePage
      id={id}
      diff={(change) => <SettingsLines caption={null} groups={entryLines(change)} />}
    />
  )
}
